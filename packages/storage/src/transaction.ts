import { type EngineName, type EngineSql, type Send, sqlOver } from './engine.ts';

/** What both engines remember of a transaction while it runs. */
export interface Transaction {
  readonly sql: EngineSql;
  /** Waited for by those who listen, once it has committed. */
  readonly topics: ReadonlySet<string>;
  /** True from its end on: its handle is of no use any more. */
  readonly over: boolean;
  /** The first statement that failed. A transaction with a failure never commits. */
  readonly failure: { readonly error: unknown } | null;
  end(): void;
}

/**
 * A transaction's handle, which stops working at its end and after the first failure.
 *
 * Without it the engines part: after a failed statement PostgreSQL answers `commit` with a quiet rollback, SQLite would keep the rest.
 */
export function beginTransaction(engine: EngineName, send: Send): Transaction {
  const topics = new Set<string>();
  let over = false;
  let failure: { readonly error: unknown } | null = null;

  const fail = (error: unknown): never => {
    failure ??= { error };
    throw error;
  };
  const guarded: Send = (wanted, text, values) => {
    if (over) throw new Error('this transaction is over: its handle was kept, or a statement was not awaited');
    if (failure !== null) throw failure.error;
    try {
      const answer = send(wanted, text, values);
      return answer instanceof Promise ? answer.catch(fail) : answer;
    } catch (error) {
      return fail(error);
    }
  };
  return {
    sql: sqlOver(engine, guarded, async (topic) => {
      topics.add(checkTopic(topic));
    }),
    topics,
    get over() {
      return over;
    },
    get failure() {
      return failure;
    },
    end: () => {
      over = true;
    },
  };
}

/** Runs the work to its end; throws the failure also when the work swallowed it. */
export async function workOf<T>(transaction: Transaction, work: (sql: EngineSql) => Promise<T>): Promise<T> {
  const value = await work(transaction.sql);
  if (transaction.failure === null) return value;
  throw new Error('a statement failed in this transaction and its error was swallowed', {
    cause: transaction.failure.error,
  });
}

export function checkTopic(topic: string): string {
  if (!/^[a-z][a-z0-9:._-]{0,62}$/i.test(topic)) throw new TypeError(`not a topic: ${topic}`);
  return topic;
}

/** Statements through the database, or a second transaction, would wait for the running one for ever. */
export function refuseInside(running: Transaction | undefined): void {
  if (running !== undefined && !running.over) {
    throw new Error('inside a transaction only its own statements are sent: use the handle that was given to the work');
  }
}
