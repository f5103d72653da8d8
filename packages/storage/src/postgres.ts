import { AsyncLocalStorage } from 'node:async_hooks';
import { DatabaseUnavailable, type Sql } from '@tessera/base';
import pg from 'pg';
import { type EngineDatabase, type Send, sqlOver } from './engine.ts';
import { askPostgres, Contended, isBroken, postgresFailure, types } from './postgres-connection.ts';
import { CHANNEL, createListener } from './postgres-listener.ts';
import { gatheringSocket } from './postgres-socket.ts';
import { createTopics } from './topics.ts';
import { beginTransaction, checkTopic, refuseInside, type Transaction, workOf } from './transaction.ts';

/** How many connections one process keeps. */
const CONNECTIONS = 16;
const CONNECT_TIMEOUT_MS = 5_000;
/** The server gives up a statement, and a transaction in which nothing happens. */
const STATEMENT_TIMEOUT_MS = 10_000;
const IDLE_IN_TRANSACTION_TIMEOUT_MS = 30_000;
/** We give up a server that does not answer at all, as behind a cut cable. */
const ANSWER_TIMEOUT_MS = 30_000;
/** A transaction chosen to break a deadlock is run so many times in all. */
const ATTEMPTS = 5;

/**
 * Connects to a database that exists, such as `postgres://tessera@localhost:5432/tessera`.
 *
 * Throws a DatabaseUnavailable when it does not answer, or answers that it may lose what it has acknowledged.
 */
export async function openPostgres({
  url,
  connections = CONNECTIONS,
}: {
  readonly url: string;
  readonly connections?: number;
}): Promise<EngineDatabase> {
  const config = {
    connectionString: url,
    types,
    keepAlive: true,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    stream: gatheringSocket,
  };
  const pool = new pg.Pool({
    ...config,
    max: connections,
    // Statements that are sent together travel together.
    pipeline: true,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    query_timeout: ANSWER_TIMEOUT_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_TIMEOUT_MS,
  });
  // A connection that breaks while it is idle, or between two statements, must not end the process: the next statement says so.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));

  const topics = createTopics();
  const listener = createListener(config, topics);
  const current = new AsyncLocalStorage<Transaction>();
  const send: Send = async (wanted, text, values) => {
    refuseInside(current.getStore());
    return withClient(pool, (client) => askPostgres(client, wanted, text, values));
  };
  const database: EngineDatabase = {
    ...sqlOver('postgres', send, async (topic) => {
      await send('all', `select pg_notify('${CHANNEL}', $1)`, [checkTopic(topic)]);
    }),
    transaction: async (work) => {
      refuseInside(current.getStore());
      return untilNotContended(() => withClient(pool, (client) => inTransaction(client, current, work)));
    },
    listen: (topic, wake) => {
      listener.start();
      return topics.listen(topic, wake);
    },
    close: async () => {
      await listener.stop();
      await pool.end();
    },
  };
  await refuseForgetful(database).catch(async (error: unknown) => {
    await database.close();
    throw error;
  });
  return database;
}

async function withClient<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect().catch((error: unknown) => {
    throw postgresFailure(error, 'connect');
  });
  let broken = false;
  try {
    return await work(client);
  } catch (error) {
    broken = isBroken(error);
    throw error;
  } finally {
    client.release(broken);
  }
}

async function inTransaction<T>(
  client: pg.PoolClient,
  current: AsyncLocalStorage<Transaction>,
  work: (sql: Sql) => Promise<T>,
): Promise<T> {
  const transaction = beginTransaction('postgres', (wanted, text, values) => askPostgres(client, wanted, text, values));
  // Not awaited: it travels with the first statement. Should it fail, so does that one, and the commit finds out.
  const begun = client.query('begin');
  begun.catch(() => undefined);
  try {
    const value = await current.run(transaction, workOf, transaction, work);
    transaction.end();
    await commit(client, transaction.topics);
    return value;
  } catch (error) {
    transaction.end();
    await client.query('rollback').catch((failed: unknown) => {
      throw postgresFailure(failed, 'rollback');
    });
    throw transaction.failure?.error instanceof Contended ? transaction.failure.error : error;
  }
}

/** Those who listen are told by the commit itself. */
async function commit(client: pg.PoolClient, topics: ReadonlySet<string>): Promise<void> {
  const told = Array.from(topics, (topic) => `notify ${CHANNEL}, ${pg.escapeLiteral(topic)};`).join(' ');
  const answer: unknown = await client.query(`${told} commit`).catch((error: unknown) => {
    throw postgresFailure(error, 'commit');
  });
  const last = Array.isArray(answer) ? answer.at(-1) : answer;
  // A transaction that cannot commit is answered with success, and the word "rollback".
  if (last.command !== 'COMMIT') throw new DatabaseUnavailable('PostgreSQL rolled the transaction back');
}

async function untilNotContended<T>(attempt: () => Promise<T>): Promise<T> {
  for (let attempts = 1; ; attempts++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof Contended)) throw error;
      if (attempts === ATTEMPTS) throw new DatabaseUnavailable('too many transactions wait for one another');
    }
  }
}

/** With one of these off, PostgreSQL acknowledges what a power cut can still take away. */
async function refuseForgetful(sql: Sql): Promise<void> {
  const row = await sql.first<{ forgetful: string | null }>(
    `select string_agg(name, ', ' order by name) as forgetful from pg_settings
     where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off'`,
  );
  if (row?.forgetful)
    throw new DatabaseUnavailable(`this PostgreSQL may lose what it acknowledges: ${row.forgetful} is off`);
}
