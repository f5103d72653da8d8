import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { AlreadyExists, DatabaseUnavailable, type SqlValue } from '@tessera/base';
import type { Wanted } from './engine.ts';
import {
  checkValues,
  describeStatement,
  perText,
  type Statement,
  StatementFailed,
  withQuestionMarks,
} from './statement.ts';

/** One connection to the file. Everything on it happens at once, on this thread. */
export interface SqliteConnection {
  send(wanted: Wanted, text: string, values: readonly SqlValue[]): unknown;
  /** A statement without parameters and without an answer: `begin`, `commit`, `savepoint`. */
  step(text: string): void;
  /** False once SQLite itself has rolled back, as it does when the disk is full. */
  readonly inTransaction: boolean;
  close(): void;
}

/** Another process writes at this moment: wait and try again. */
export class Busy extends DatabaseUnavailable {}

/** How long SQLite itself waits for another process. It blocks the event loop, so the rest of the waiting is done by timers. */
const BUSY_TIMEOUT_MS = 20;

interface Prepared extends Statement {
  readonly compiled: StatementSync;
  /** Of the answer's columns, in their order. */
  names: readonly string[];
}

export function connectSqlite(file: string, options: { readonly readOnly: boolean }): SqliteConnection {
  const database = unavailableUnless(() => new DatabaseSync(file, { timeout: BUSY_TIMEOUT_MS, ...options }));
  const prepared = perText((text): Prepared => {
    const compiled = database.prepare(forSqlite(text));
    // Lists, made rows by us: the objects that SQLite's binding makes cost twice as much, and more each time they are read.
    compiled.setReturnArrays(true);
    return { ...describeStatement(text), compiled, names: namesOf(compiled) };
  });
  const steps = perText((text) => database.prepare(text));

  return {
    send: (wanted, text, values) => {
      try {
        const statement = prepared(text);
        checkValues(statement, text, values);
        return ask(statement, wanted, bindable(values));
      } catch (error) {
        throw failure(error, text);
      }
    },
    step: (text) => {
      try {
        steps(text).run();
      } catch (error) {
        throw failure(error, text);
      }
    },
    get inTransaction() {
      return database.isOpen && database.isTransaction;
    },
    close: () => database.close(),
  };
}

function ask(statement: Prepared, wanted: Wanted, values: (string | bigint | Uint8Array | null)[]): unknown {
  const { compiled, changesRows } = statement;
  if (wanted === 'run') {
    const { changes } = compiled.run(...values);
    // SQLite leaves the count of the statement before when this one changes no rows, as `create table` does.
    return changesRows ? Number(changes) : 0;
  }
  if (wanted === 'all') {
    const lists = compiled.all(...values) as unknown as readonly unknown[][];
    return lists.map((list) => rowOf(statement, list));
  }
  const list = compiled.get(...values) as readonly unknown[] | undefined;
  return list === undefined ? null : rowOf(statement, list);
}

const namesOf = (compiled: StatementSync): readonly string[] => compiled.columns().map(({ name }) => name);

function rowOf(statement: Prepared, list: readonly unknown[]): Readonly<Record<string, unknown>> {
  // A migration has given the table a column: SQLite compiled the statement again by itself.
  if (list.length !== statement.names.length) statement.names = namesOf(statement.compiled);
  const { names } = statement;
  const row: Record<string, unknown> = {};
  for (let column = 0; column < names.length; column++) row[names[column] ?? ''] = list[column];
  return row;
}

/** A JavaScript number would be bound as a float: `cast(5 as text)` would give `5.0`. */
const bindable = (values: readonly SqlValue[]): (string | bigint | Uint8Array | null)[] =>
  values.map((value) => (typeof value === 'number' ? BigInt(value) : value));

/**
 * Tables become strict ones, in which a text in an instant's column fails as it does on PostgreSQL. Strict tables know fewer type
 * names, and number their rows in a column that is an `integer primary key`.
 */
function forSqlite(text: string): string {
  const positional = withQuestionMarks(text);
  const [, verb] = /^(?:\s|--[^\n]*\n)*(create|alter)\s+table\b/i.exec(positional) ?? [];
  if (verb === undefined) return positional;
  const typed = positional
    .replace(/\bbigint(?: generated always as identity)?\b/gi, 'integer')
    .replace(/\bbytea\b/gi, 'blob');
  return verb.toLowerCase() === 'create' ? `${typed}\nstrict` : typed;
}

const UNIQUE_BROKEN = new Set([1555, 2067]);
/** Primary result codes: busy, locked, no memory, read-only, I/O, corrupt, full, cannot open, protocol, not a database. */
const MACHINERY_BROKEN = new Set([6, 7, 8, 10, 11, 13, 14, 15, 26]);
const BUSY = 5;

function failure(error: unknown, text: string): Error {
  if (!(error instanceof Error) || error instanceof StatementFailed) return error as Error;
  const { code, errcode } = error as Error & { readonly code?: string; readonly errcode?: number };
  if (code === 'ERR_INVALID_STATE') return new DatabaseUnavailable(error.message);
  if (errcode === undefined) return error;
  if (UNIQUE_BROKEN.has(errcode)) return new AlreadyExists(error.message);
  if ((errcode & 0xff) === BUSY) return new Busy(error.message);
  if (MACHINERY_BROKEN.has(errcode & 0xff)) return new DatabaseUnavailable(error.message);
  return new StatementFailed(`${error.message} in: ${text}`);
}

function unavailableUnless<T>(open: () => T): T {
  try {
    return open();
  } catch (error) {
    throw failure(error, 'open');
  }
}
