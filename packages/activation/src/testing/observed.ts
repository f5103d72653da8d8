import type { Ground, Sql } from '@tessera/base';

/** A ground that writes down what it is asked: statements, in order, and what was unsealed. */
export interface Observed extends Ground {
  readonly statements: string[];
  /** Purposes of the sealed values that were opened: `first-half` says that digits were compared. */
  readonly opened: string[];
}

export function observed(ground: Ground): Observed {
  const statements: string[] = [];
  const opened: string[] = [];
  const watch = (sql: Sql): Sql => {
    const note =
      <Arguments extends readonly unknown[], Result>(ask: (text: string, ...values: Arguments) => Result) =>
      (text: string, ...values: Arguments): Result => {
        // How the audit trail finds the end of its lane depends on who wrote there last, not on what is recorded.
        if (!text.includes('audit_lane')) statements.push(text.replace(/\s+/g, ' ').trim());
        return ask(text, ...values);
      };
    return { ...sql, all: note(sql.all), first: note(sql.first), run: note(sql.run) } as Sql;
  };
  const { database, keys } = ground;
  return {
    ...ground,
    statements,
    opened,
    database: {
      ...database,
      ...watch(database),
      transaction: (work) => database.transaction((sql) => work(watch(sql))),
    },
    keys: {
      ...keys,
      open: (purpose, sealed, place) => {
        opened.push(purpose);
        return keys.open(purpose, sealed, place);
      },
    },
  };
}
