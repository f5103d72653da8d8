import type { Instant, Sql } from '@tessera/base';

/** Whose a sign-on session is, and what was proven when it began. */
export interface SignOn {
  readonly citizenId: string;
  readonly means: string;
}

/** Marks the session as used and returns whose it is; null when it is unknown, ended, idle or too old. */
export async function useSignOn(
  sql: Sql,
  digest: Uint8Array,
  limits: { readonly now: Instant; readonly usedAfter: Instant; readonly startedAfter: Instant },
): Promise<SignOn | null> {
  const row = await sql.first<{ citizen_id: string; means: string }>(
    `update sign_on_sessions set used_at = $2
      where digest = $1 and ended_at is null and used_at > $3 and started_at > $4
      returning citizen_id, means`,
    digest,
    limits.now,
    limits.usedAfter,
    limits.startedAfter,
  );
  return row === null ? null : { citizenId: row.citizen_id, means: row.means };
}

export async function insertSignOn(sql: Sql, digest: Uint8Array, signOn: SignOn, at: Instant): Promise<void> {
  await sql.run(
    `insert into sign_on_sessions (digest, citizen_id, means, started_at, used_at)
     values ($1, $2, $3, $4, $4)`,
    digest,
    signOn.citizenId,
    signOn.means,
    at,
  );
}

/** True when the session was open. */
export async function endSignOn(sql: Sql, digest: Uint8Array, at: Instant): Promise<boolean> {
  const ended = await sql.run(
    'update sign_on_sessions set ended_at = $2 where digest = $1 and ended_at is null',
    digest,
    at,
  );
  return ended === 1;
}

export async function deleteSignOns(sql: Sql, startedBefore: Instant): Promise<number> {
  return await sql.run('delete from sign_on_sessions where started_at < $1', startedBefore);
}
