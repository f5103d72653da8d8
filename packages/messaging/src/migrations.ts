import type { Migration } from '@tessera/base';

export const migrations: readonly Migration[] = [
  {
    id: 'messaging/1',
    sql: `
      create table outbox (
        id text primary key,
        kind text not null,
        sealed_under text not null,
        payload bytea,
        citizen text,
        queued_at bigint not null,
        useful_until bigint,
        next_try_at bigint not null,
        tries bigint not null,
        known_tries bigint not null,
        sent_at bigint,
        reference text,
        delivered_at bigint,
        failed_at bigint,
        failure text
      )`,
  },
  // Only what still waits has a payload: the queue stays short however many messages have left.
  {
    id: 'messaging/2',
    sql: 'create index outbox_waiting on outbox (kind, next_try_at, id) where payload is not null',
  },
  {
    id: 'messaging/3',
    sql: 'create index outbox_unreported on outbox (reference) where reference is not null and delivered_at is null',
  },
  // What is done is looked for by its end alone, to be deleted.
  {
    id: 'messaging/4',
    sql: 'create index outbox_done on outbox (coalesce(sent_at, failed_at)) where payload is null',
  },
];
