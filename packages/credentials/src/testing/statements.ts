import type { Ground, Sql } from '@tessera/base';

/** A ground whose statements are written down, in order, without their values. */
export function withStatements<G extends Ground>(ground: G): { readonly ground: G; readonly statements: string[] } {
  const statements: string[] = [];
  const watched = <S extends Sql>(sql: S): S => ({
    ...sql,
    all: (text: string, ...values: never[]) => {
      statements.push(text);
      return sql.all(text, ...values);
    },
    first: (text: string, ...values: never[]) => {
      statements.push(text);
      return sql.first(text, ...values);
    },
    run: (text: string, ...values: never[]) => {
      statements.push(text);
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
