import type { Instant, Sql } from '@tessera/base';

/** Writes down that this very answer arrived. False when it has arrived before: a double click, or a retry on the way. */
export async function recordAnswer(sql: Sql, activationId: string, answer: Uint8Array): Promise<boolean> {
  const recorded = await sql.run(
    'insert into activation_answers (activation_id, answer) values ($1, $2) on conflict (activation_id, answer) do nothing',
    activationId,
    answer,
  );
  return recorded === 1;
}

/** This answer was the right one. */
export async function recordProof(sql: Sql, activationId: string, answer: Uint8Array, now: Instant): Promise<void> {
  await sql.run(
    'update activation_answers set proved_at = $3 where activation_id = $1 and answer = $2',
    activationId,
    answer,
    now,
  );
}

export async function isProof(sql: Sql, activationId: string, answer: Uint8Array): Promise<boolean> {
  const row = await sql.first<{ found: number }>(
    'select 1 as found from activation_answers where activation_id = $1 and answer = $2 and proved_at is not null',
    activationId,
    answer,
  );
  return row !== null;
}
