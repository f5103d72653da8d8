import type { Instant, Sql } from '@tessera/base';

export async function appendEntry(
  sql: Sql,
  row: { authorizationId: string; entry: string; at: Instant; expiresAt: Instant; sealed: Uint8Array },
): Promise<void> {
  await sql.run(
    'insert into oidc_transaction_log (authorization_id, entry, at, expires_at, sealed) values ($1, $2, $3, $4, $5)',
    row.authorizationId,
    row.entry,
    row.at,
    row.expiresAt,
    row.sealed,
  );
}

export const entriesOf = (
  sql: Sql,
  authorizationId: string,
): Promise<{ entry: string; at: Instant; sealed: Uint8Array }[]> =>
  sql.all(
    'select entry, at, sealed from oidc_transaction_log where authorization_id = $1 order by at, entry',
    authorizationId,
  );

/** Forgets exchanges whose 24 months are over, at most `most` at once. */
export const forgetOldEntries = (sql: Sql, now: Instant, most: number): Promise<number> =>
  sql.run(
    `delete from oidc_transaction_log where (authorization_id, entry) in
       (select authorization_id, entry from oidc_transaction_log where expires_at < $1 order by expires_at limit $2)`,
    now,
    most,
  );
