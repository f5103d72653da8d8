import type { Instant, OutgoingMessage, Sheet, Sql } from '@tessera/base';

export const MESSAGE_KINDS = ['sms', 'email', 'push', 'letter'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** A message as it lies in the inbox. */
export interface InboxMessage {
  /** Rises with each arrival and is never given twice. */
  readonly id: number;
  readonly kind: MessageKind;
  /** Phone number, e-mail address, or the lines on the envelope. */
  readonly to: string;
  readonly subject: string | null;
  readonly text: string;
  /** The code that it carries, ready to be copied; null when there is none, or when the sheets hold them. */
  readonly code: string | null;
  /** The letter that came, to be printed again; null for everything else. */
  readonly letter: Letter | null;
  readonly at: Instant;
}

export type Letter = Extract<OutgoingMessage, { kind: 'letter' }>;

/** What to look for; an absent wish leaves everything in. */
export interface MessageFilter {
  readonly kind?: MessageKind | undefined;
  /** The id last seen: only what came later. */
  readonly after?: number | undefined;
}

/** How many the inbox keeps. */
export const MESSAGES_KEPT = 500;

interface MessageRow {
  id: number;
  kind: MessageKind;
  recipient: string;
  subject: string | null;
  body: string;
  code: string | null;
  letter: string | null;
  arrived_at: number;
}

/** False when it lies there already. */
export async function putMessage(sql: Sql, handover: string, message: InboxMessage): Promise<boolean> {
  const put = await sql.run(
    `insert into message (id, handover, kind, recipient, subject, body, code, letter, arrived_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (handover) do nothing`,
    message.id,
    handover,
    message.kind,
    message.to,
    message.subject,
    message.text,
    message.code,
    message.letter === null ? null : JSON.stringify(message.letter),
    message.at,
  );
  return put === 1;
}

export async function dropOldMessages(sql: Sql, newest: number): Promise<void> {
  await sql.run('delete from message where id <= $1', newest - MESSAGES_KEPT);
}

export async function clearMessages(sql: Sql): Promise<number> {
  return sql.run('delete from message');
}

/** Oldest first. */
export async function messages(sql: Sql, { kind, after }: MessageFilter): Promise<InboxMessage[]> {
  const rows = await sql.all<MessageRow>(
    'select * from message where id > $1 and (cast($2 as text) is null or kind = $2) order by id',
    after ?? 0,
    kind ?? null,
  );
  return rows.map(message);
}

export async function findMessage(sql: Sql, id: number): Promise<InboxMessage | null> {
  const row = await sql.first<MessageRow>('select * from message where id = $1', id);
  return row === null ? null : message(row);
}

const message = (row: MessageRow): InboxMessage => ({
  id: row.id,
  kind: row.kind,
  to: row.recipient,
  subject: row.subject,
  text: row.body,
  code: row.code,
  letter: row.letter === null ? null : (JSON.parse(row.letter) as Letter),
  at: row.arrived_at,
});

/** A letter read out: what its sheets say, one line each. */
export const readOut = (sheets: readonly Sheet[]): string =>
  sheets
    .map(({ title, paragraphs, codes }) =>
      [title, ...paragraphs, ...codes.map(({ label, value }) => `${label}: ${value}`)].join('\n'),
    )
    .join('\n\n');
