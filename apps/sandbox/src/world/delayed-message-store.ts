import type { Instant, OutgoingMessage, Sql } from '@tessera/base';

export interface DelayedMessage {
  /** The outbox's name for it. */
  readonly handover: string;
  readonly message: OutgoingMessage;
}

/** Holds a message back: the network has it and takes its time. Handed over again it changes nothing. */
export async function delayMessage(sql: Sql, { handover, message }: DelayedMessage, dueAt: Instant): Promise<void> {
  await sql.run(
    'insert into delayed_message (handover, message, due_at) values ($1, $2, $3) on conflict (handover) do nothing',
    handover,
    JSON.stringify(message),
    dueAt,
  );
}

/** Takes out what is due, in the order in which it is; a message is taken once. */
export async function takeDueMessages(sql: Sql, now: Instant): Promise<DelayedMessage[]> {
  const rows = await sql.all<{ handover: string; message: string; due_at: number }>(
    'delete from delayed_message where due_at <= $1 returning handover, message, due_at',
    now,
  );
  return rows
    .sort((a, b) => a.due_at - b.due_at)
    .map(({ handover, message }) => ({ handover, message: JSON.parse(message) as OutgoingMessage }));
}

export async function delayedMessages(sql: Sql): Promise<number> {
  const row = await sql.first<{ waiting: number }>('select count(*) as waiting from delayed_message');
  return row?.waiting ?? 0;
}
