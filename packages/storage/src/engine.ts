import type { Database, Sql, SqlValue } from '@tessera/base';

export type EngineName = 'sqlite' | 'postgres';

/** A place to send statements to, which says whose it is: what the few statements that differ need. */
export interface EngineSql extends Sql {
  readonly engine: EngineName;
}

/** What the openers return: a database that rooms see as `Database`. */
export interface EngineDatabase extends Database, EngineSql {}

/** The engine behind a handle. Throws a TypeError for a handle that did not come from this room. */
export function engineOf(sql: Sql): EngineName {
  if ('engine' in sql && (sql.engine === 'sqlite' || sql.engine === 'postgres')) return sql.engine;
  throw new TypeError('this Sql was not opened by @tessera/storage');
}

/** Every row, the first row or null, or the count of changed rows. */
export type Wanted = 'all' | 'first' | 'run';

/** Sends one statement. SQLite answers (or throws) at once, PostgreSQL with a promise. */
export type Send = (wanted: Wanted, text: string, values: readonly SqlValue[]) => unknown;

/** The three ways of asking, over one way of sending. Row types are the caller's word: the store maps them. */
export function sqlOver(engine: EngineName, send: Send, notify: (topic: string) => Promise<void>): EngineSql {
  return {
    engine,
    // Nothing is awaited here: what SQLite has answered already would only wait for another turn.
    all: async <Row>(text: string, ...values: readonly SqlValue[]) => send('all', text, values) as Row[],
    first: async <Row>(text: string, ...values: readonly SqlValue[]) => send('first', text, values) as Row | null,
    run: async (text, ...values) => send('run', text, values) as number,
    notify,
  };
}
