import type { Instant, Sql } from '@tessera/base';

/** Uses an assertion up: false when it was used before, on whichever node. Keyed by client and `jti`, never by text (T-OID-19). */
export async function spend(sql: Sql, clientId: string, jti: string, expiresAt: Instant): Promise<boolean> {
  const written = await sql.run(
    'insert into oidc_assertions (client_id, jti, expires_at) values ($1, $2, $3) on conflict (client_id, jti) do nothing',
    clientId,
    jti,
    expiresAt,
  );
  return written === 1;
}

/** Forgets assertions that have ended by themselves, at most `most` at once. */
export const forgetEnded = (sql: Sql, now: Instant, most: number): Promise<number> =>
  sql.run(
    `delete from oidc_assertions where (client_id, jti) in
       (select client_id, jti from oidc_assertions where expires_at < $1 order by expires_at limit $2)`,
    now,
    most,
  );
