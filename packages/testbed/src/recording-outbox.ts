import { type Database, type Outbox, type OutgoingMessage, type Random, randomUuid, type Sql } from '@tessera/base';

/** An outbox that keeps what left, in order. A message of a transaction that failed never left. */
export interface Recording {
  /** The database to use with it: it tells the outbox which transactions committed. */
  readonly database: Database;
  readonly outbox: Outbox;
  readonly sent: OutgoingMessage[];
}

export function recordingOutbox(database: Database, random: Random): Recording {
  const sent: OutgoingMessage[] = [];
  const waiting = new WeakMap<Sql, OutgoingMessage[]>();
  return {
    sent,
    outbox: {
      send: async (sql, message) => {
        (waiting.get(sql) ?? sent).push(message);
        return { messageId: randomUuid(random) };
      },
    },
    database: {
      ...database,
      transaction: async (work) => {
        let messages: OutgoingMessage[] = [];
        const value = await database.transaction((sql) => {
          messages = [];
          waiting.set(sql, messages);
          return work(sql);
        });
        sent.push(...messages);
        return value;
      },
    },
  };
}
