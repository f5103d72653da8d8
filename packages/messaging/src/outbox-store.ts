import type { Instant, KeyPurpose, OutgoingMessage, Sql } from '@tessera/base';
import { claim } from '@tessera/storage';

export type MessageKind = OutgoingMessage['kind'];

/** A message that waits, or is being handed over. */
export interface WaitingMessage {
  readonly id: string;
  readonly kind: MessageKind;
  readonly sealedUnder: KeyPurpose;
  readonly payload: Uint8Array;
  readonly citizen: string | null;
  readonly usefulUntil: Instant | null;
  /** How often it was taken to be handed over, this time included. */
  readonly tries: number;
  /** An earlier try ended without an answer: the citizen may have the message already. */
  readonly mayHaveArrived: boolean;
}

interface OutboxRow {
  readonly id: string;
  readonly kind: MessageKind;
  readonly sealed_under: KeyPurpose;
  readonly payload: Uint8Array | null;
  readonly citizen: string | null;
  readonly queued_at: Instant;
  readonly useful_until: Instant | null;
  readonly tries: number;
  readonly known_tries: number;
  readonly sent_at: Instant | null;
  readonly delivered_at: Instant | null;
  readonly failed_at: Instant | null;
  readonly failure: string | null;
}

export async function insertMessage(
  sql: Sql,
  message: {
    readonly id: string;
    readonly kind: MessageKind;
    readonly sealedUnder: KeyPurpose;
    readonly payload: Uint8Array;
    readonly citizen: string | null;
    readonly queuedAt: Instant;
    readonly usefulUntil: Instant | null;
  },
): Promise<void> {
  const { id, kind, sealedUnder, payload, citizen, queuedAt, usefulUntil } = message;
  await sql.run(
    `insert into outbox (id, kind, sealed_under, payload, citizen, queued_at, useful_until, next_try_at, tries, known_tries)
     values ($1, $2, $3, $4, $5, $6, $7, $6, 0, 0)`,
    id,
    kind,
    sealedUnder,
    payload,
    citizen,
    queuedAt,
    usefulUntil,
  );
}

/**
 * Takes messages of a kind that are due, and counts the try before it is made. Nobody else gets them until the lease
 * ends; a worker that dies in between has made a try that nobody knows the outcome of.
 */
export async function takeDue(
  sql: Sql,
  { kind, now, leaseEndsAt, limit }: { kind: MessageKind; now: Instant; leaseEndsAt: Instant; limit: number },
): Promise<WaitingMessage[]> {
  const rows = await claim<OutboxRow>(
    sql,
    {
      table: 'outbox',
      key: 'id',
      due: 'kind = $1 and payload is not null and next_try_at <= $2',
      order: 'next_try_at, id',
      set: 'next_try_at = $3, tries = tries + 1',
      limit,
    },
    kind,
    now,
    leaseEndsAt,
  );
  return rows.flatMap((row) => (row.payload === null ? [] : [{ ...fromRow(row), payload: row.payload }]));
}

/** It has left, also when somebody had given it up meanwhile. False when that was known. */
export async function markSent(
  sql: Sql,
  id: string,
  { at, reference, deliveredAt }: { at: Instant; reference: string | null; deliveredAt: Instant | null },
): Promise<boolean> {
  const marked = await sql.run(
    `update outbox set sent_at = $2, reference = $3, delivered_at = $4, payload = null,
       known_tries = known_tries + 1, failed_at = null, failure = null
     where id = $1 and sent_at is null`,
    id,
    at,
    reference,
    deliveredAt,
  );
  return marked === 1;
}

/** Waits for another try. `known` is 0 when the last one may have reached the citizen, and 1 when it did not. */
export const postpone = (sql: Sql, id: string, until: Instant, known: 0 | 1): Promise<number> =>
  sql.run(
    `update outbox set next_try_at = $2, known_tries = known_tries + $3
     where id = $1 and sent_at is null and failed_at is null`,
    id,
    until,
    known,
  );

/** False when it has left or was given up before. */
export async function giveUp(sql: Sql, id: string, at: Instant, failure: string): Promise<boolean> {
  const given = await sql.run(
    `update outbox set failed_at = $2, failure = $3, payload = null
     where id = $1 and sent_at is null and failed_at is null`,
    id,
    at,
    failure,
  );
  return given === 1;
}

/** The gateway's word that it reached the citizen. The message's id, or null when nobody waits for such a report. */
export async function markDelivered(sql: Sql, reference: string, at: Instant): Promise<string | null> {
  const [row] = await sql.all<{ id: string }>(
    'update outbox set delivered_at = $2 where reference = $1 and delivered_at is null and failed_at is null returning id',
    reference,
    at,
  );
  return row?.id ?? null;
}

/** The gateway's word that it never will. */
export async function markUndelivered(sql: Sql, reference: string, at: Instant): Promise<string | null> {
  const [row] = await sql.all<{ id: string }>(
    `update outbox set failed_at = $2, failure = 'undelivered'
     where reference = $1 and delivered_at is null and failed_at is null returning id`,
    reference,
    at,
  );
  return row?.id ?? null;
}

/** What left or was given up before. At most `most` rows; how many there were. */
export const deleteDone = (sql: Sql, before: Instant, most: number): Promise<number> =>
  sql.run(
    `delete from outbox where id in
       (select id from outbox where payload is null and coalesce(sent_at, failed_at) < $1
        order by coalesce(sent_at, failed_at) limit $2)`,
    before,
    most,
  );

/** Where a message is on its way: `sent` means that the gateway took it, `delivered` that it says the citizen has it. */
export type DeliveryStatus = 'queued' | 'sent' | 'delivered' | 'failed';

/** Null when there is no such message, or none any more. */
export async function deliveryStatus(sql: Sql, messageId: string): Promise<DeliveryStatus | null> {
  const row = await sql.first<Pick<OutboxRow, 'sent_at' | 'delivered_at' | 'failed_at'>>(
    'select sent_at, delivered_at, failed_at from outbox where id = $1',
    messageId,
  );
  if (row === null) return null;
  if (row.failed_at !== null) return 'failed';
  if (row.delivered_at !== null) return 'delivered';
  return row.sent_at === null ? 'queued' : 'sent';
}

const fromRow = (row: OutboxRow): Omit<WaitingMessage, 'payload'> => ({
  id: row.id,
  kind: row.kind,
  sealedUnder: row.sealed_under,
  citizen: row.citizen,
  usefulUntil: row.useful_until,
  tries: row.tries,
  mayHaveArrived: row.tries - 1 > row.known_tries,
});
