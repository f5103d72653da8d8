import type { Ground, Sql } from '@tessera/base';

/**
 * A ground whose statements are written down, in order, without their values. How the audit trail finds the end of its lane
 * depends on who wrote there last, not on what is recorded: that is left out, the event itself is not.
 */
export function withStatements<G extends Ground>(ground: G): { readonly ground: G; readonly statements: string[] } {
  const statements: string[] = [];
  const note = (text: string): void => {
    if (!/^\s*update audit_lane/.test(text)) statements.push(text);
  };
  const watched = <S extends Sql>(sql: S): S => ({
    ...sql,
    all: (text: string, ...values: never[]) => {
      note(text);
      return sql.all(text, ...values);
    },
    first: (text: string, ...values: never[]) => {
      note(text);
      return sql.first(text, ...values);
    },
    run: (text: string, ...values: never[]) => {
      note(text);
      return sql.run(text, ...values);
    },
  });
  const { database } = ground;
  return {
    statements,
    ground: {
      ...ground,
      database: {
        ...watched(database),
        transaction: (work: (sql: Sql) => Promise<unknown>) => database.transaction((sql) => work(watched(sql))),
      },
    } as G,
  };
}
