import type { Instant, Sql } from '@tessera/base';
import {
  RECOVERY_CODES_MAX,
  RECOVERY_LIFETIME,
  RECOVERY_PROLONGED_AFTER,
  RECOVERY_PROLONGED_MAX,
  RECOVERY_RESEND_AFTER,
  type Recovery,
  type RecoveryVia,
} from './recovery.ts';

/** False when this form has its recovery already: it was sent twice. */
export async function insertRecovery(
  sql: Sql,
  { id, via, subject, citizenId, secretsVersion, codeSentAt, expiresAt }: Omit<Recovery, 'codesSent' | 'provenAt'>,
): Promise<boolean> {
  const inserted = await sql.run(
    `insert into recoveries (id, via, subject, citizen_id, secrets_version, codes_sent, code_sent_at, expires_at)
     values ($1, $2, $3, $4, $5, 1, $6, $7)
     on conflict (id) do nothing`,
    id,
    via,
    subject,
    citizenId,
    secretsVersion,
    codeSentAt,
    expiresAt,
  );
  return inserted === 1;
}

/** Null when there is none, or it is over. */
export async function openRecovery(sql: Sql, id: string, now: Instant): Promise<Recovery | null> {
  const row = await sql.first<RecoveryRow>(
    `select ${COLUMNS} from recoveries where id = $1 and expires_at > $2 and finished_at is null`,
    id,
    now,
  );
  return row && fromRow(row);
}

/** The recovery with one more code counted, or null when it may not have one now. */
export async function countCode(sql: Sql, id: string, now: Instant): Promise<Recovery | null> {
  const row = await sql.first<RecoveryRow>(
    `update recoveries set codes_sent = codes_sent + 1, code_sent_at = $2
     where id = $1 and expires_at > $2 and finished_at is null and proven_at is null
       and codes_sent < $3 and code_sent_at <= $4
     returning ${COLUMNS}`,
    id,
    now,
    RECOVERY_CODES_MAX,
    now - RECOVERY_RESEND_AFTER,
  );
  return row && fromRow(row);
}

/** The whole time once more, counted from now. Nothing where it was given a moment ago, or ten times. */
export const prolongRecovery = (sql: Sql, id: string, now: Instant): Promise<number> =>
  sql.run(
    `update recoveries set expires_at = $3, times_prolonged = times_prolonged + 1
     where id = $1 and expires_at > $2 and expires_at <= $4 and finished_at is null and times_prolonged < $5`,
    id,
    now,
    now + RECOVERY_LIFETIME,
    now + RECOVERY_LIFETIME - RECOVERY_PROLONGED_AFTER,
    RECOVERY_PROLONGED_MAX,
  );

export const proveRecovery = (sql: Sql, id: string, now: Instant): Promise<number> =>
  sql.run('update recoveries set proven_at = $2 where id = $1 and proven_at is null', id, now);

/** True once, after the code and in time. */
export async function finishRecovery(sql: Sql, id: string, now: Instant): Promise<boolean> {
  const finished = await sql.run(
    `update recoveries set finished_at = $2
     where id = $1 and expires_at > $2 and finished_at is null and proven_at is not null`,
    id,
    now,
  );
  return finished === 1;
}

/** This form has set the new password. */
export const recordFinish = (sql: Sql, id: string, form: Uint8Array): Promise<number> =>
  sql.run('update recoveries set finished_by = $2 where id = $1', id, form);

/** Whose password this very form has set; null when it has set none. */
export async function finishedBy(sql: Sql, id: string, form: Uint8Array): Promise<string | null> {
  const row = await sql.first<{ citizen_id: string }>(
    'select citizen_id from recoveries where id = $1 and finished_by = $2',
    id,
    form,
  );
  return row?.citizen_id ?? null;
}

export const sweepRecoveries = (sql: Sql, before: Instant): Promise<number> =>
  sql.run('delete from recoveries where expires_at < $1', before);

interface RecoveryRow {
  readonly id: string;
  readonly via: RecoveryVia;
  readonly subject: Uint8Array;
  readonly citizen_id: string | null;
  readonly secrets_version: number | null;
  readonly codes_sent: number;
  readonly code_sent_at: number;
  readonly expires_at: number;
  readonly proven_at: number | null;
}

const COLUMNS = 'id, via, subject, citizen_id, secrets_version, codes_sent, code_sent_at, expires_at, proven_at';

const fromRow = (row: RecoveryRow): Recovery => ({
  id: row.id,
  via: row.via,
  subject: row.subject,
  citizenId: row.citizen_id,
  secretsVersion: row.secrets_version,
  codesSent: row.codes_sent,
  codeSentAt: row.code_sent_at,
  expiresAt: row.expires_at,
  provenAt: row.proven_at,
});
