import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { DatabaseUnavailable, type Sql } from '@tessera/base';
import { Busy, type SqliteConnection } from './sqlite-connection.ts';
import { beginTransaction, refuseInside, type Transaction, workOf } from './transaction.ts';

/** The one that writes. */
export interface SqliteWriter {
  transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
  /** The transaction that the caller stands in, if any. */
  running(): Transaction | undefined;
  /** Resolves when everything that waits is written. Later transactions are refused. */
  close(): Promise<void>;
}

/** One fsync serves so many at most: who came first does not wait for an endless queue. */
const BATCH_MAX = 64;
/** More than these do not wait: they are told to come back. */
const WAITING_MAX = 10_000;
/** A transaction that waits for something else than its statements would keep everybody waiting. PostgreSQL has the same limit. */
const WORK_MAX_MS = 30_000;
/** How long another process may keep the file before we give up. */
const PATIENCE_MS = 10_000;

/** Whoever waits for a turn at the connection. */
interface Waiting {
  /** Tells that the turn has come, and hands over the batch that it belongs to. */
  readonly begin: (batch: Batch) => void;
  readonly reject: (reason: unknown) => void;
}

/** Transactions that share one commit. */
interface Batch {
  /** The next one's turn. */
  readonly turnOver: () => void;
  /** The connection failed: nothing of the batch can be kept. */
  readonly broke: (error: unknown) => void;
  /** Resolves when all of it is on the disk; rejects when nothing of it is. */
  readonly committed: Promise<void>;
}

/**
 * Group commit: the transactions that arrive in one turn of the event loop share one `commit`, and so one wait for the disk.
 * Each stands in a savepoint of its own: one that fails takes nothing with it. All are answered after the commit, never before.
 */
export function createWriter(
  connection: SqliteConnection,
  committed: (topics: ReadonlySet<string>) => void,
): SqliteWriter {
  const current = new AsyncLocalStorage<Transaction>();
  const inTime = timeLimit(WORK_MAX_MS);
  const waiting: Waiting[] = [];
  let pumping: Promise<void> | null = null;
  let closed = false;

  const pump = async (): Promise<void> => {
    for (;;) {
      await nextTurn();
      // As long as each turn brings another one, it is worth waiting for: they share the disk's time, and the pages that they change.
      for (let seen = 0; seen < waiting.length && waiting.length < BATCH_MAX; ) {
        seen = waiting.length;
        await nextTurn();
      }
      const batch = waiting.splice(0, BATCH_MAX);
      if (batch.length === 0) break;
      await commitTogether(connection, batch);
    }
    pumping = null;
  };
  const turn = (): Promise<Batch> =>
    new Promise((begin, reject) => {
      waiting.push({ begin, reject });
      pumping ??= pump();
    });

  return {
    running: () => current.getStore(),
    // The work runs where it was asked for, after an `await`: traces and log contexts of the caller survive.
    transaction: async (work) => {
      refuseInside(current.getStore());
      if (closed) throw new DatabaseUnavailable('the database is closed');
      if (waiting.length >= WAITING_MAX) throw new DatabaseUnavailable('too many transactions wait');
      const batch = await turn();
      const transaction = beginTransaction('sqlite', connection.send);
      const outcome = await inSavepoint(connection, transaction, () =>
        inTime(current.run(transaction, workOf, transaction, work)),
      ).catch((error: unknown) => {
        batch.broke(error);
        throw error;
      });
      batch.turnOver();
      await batch.committed;
      if (!outcome.done) throw outcome.error;
      if (transaction.topics.size > 0) committed(transaction.topics);
      return outcome.value;
    },
    close: async () => {
      closed = true;
      await pumping;
    },
  };
}

type Outcome<T> = { readonly done: true; readonly value: T } | { readonly done: false; readonly error: unknown };

async function inSavepoint<T>(
  connection: SqliteConnection,
  transaction: Transaction,
  work: () => Promise<T>,
): Promise<Outcome<T>> {
  connection.step('savepoint one');
  try {
    const value = await work();
    transaction.end();
    connection.step('release one');
    return { done: true, value };
  } catch (error) {
    transaction.end();
    if (!connection.inTransaction) throw new DatabaseUnavailable('SQLite rolled everything back', { cause: error });
    connection.step('rollback to one');
    connection.step('release one');
    return { done: false, error };
  }
}

/** Rejects what takes longer. For one piece of work at a time: all of them share one timer, set back to its start for each. */
function timeLimit(milliseconds: number): <T>(work: Promise<T>) => Promise<T> {
  let late: (() => void) | null = null;
  const timer = setTimeout(() => late?.(), milliseconds).unref();
  return (work) =>
    new Promise((resolve, reject) => {
      late = () => reject(new Error('a transaction waited for something else too long'));
      timer.refresh();
      const settled =
        <Value>(settle: (value: Value) => void) =>
        (value: Value) => {
          late = null;
          settle(value);
        };
      work.then(settled(resolve), settled(reject));
    });
}

async function commitTogether(connection: SqliteConnection, waiting: readonly Waiting[]): Promise<void> {
  const end = Promise.withResolvers<void>();
  // Whoever had a turn waits for it; when none had, nobody does.
  end.promise.catch(() => undefined);
  let turns = 0;
  try {
    await whenFree(() => connection.step('begin immediate'));
    for (const { begin } of waiting) {
      turns++;
      await new Promise<void>((turnOver, broke) => begin({ turnOver, broke, committed: end.promise }));
    }
    connection.step('commit');
  } catch (error) {
    rollBack(connection);
    end.reject(error);
    for (const { reject } of waiting.slice(turns)) reject(error);
    return;
  }
  end.resolve();
}

/** A rollback that fails is no news: whatever broke the disk is already on its way to everybody in the batch. */
function rollBack(connection: SqliteConnection): void {
  try {
    if (connection.inTransaction) connection.step('rollback');
  } catch (error) {
    if (!(error instanceof DatabaseUnavailable)) throw error;
  }
}

/** Tries until no other process is in the way; nearly always that is at once. Throws a DatabaseUnavailable after ten seconds. */
export function whenFree<T>(attempt: () => T): T | Promise<T> {
  try {
    return attempt();
  } catch (error) {
    if (!(error instanceof Busy)) throw error;
    return tryAgain(attempt);
  }
}

async function tryAgain<T>(attempt: () => T): Promise<T> {
  const deadline = performance.now() + PATIENCE_MS;
  for (let wait = 1; ; wait = Math.min(2 * wait, 50)) {
    await pause(wait);
    try {
      return attempt();
    } catch (error) {
      if (!(error instanceof Busy) || performance.now() > deadline) throw error;
    }
  }
}
