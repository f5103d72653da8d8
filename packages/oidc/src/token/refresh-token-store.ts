import type { Instant, Sql } from '@tessera/base';
import type { IssuedToken } from './tokens.ts';

export interface RefreshToken {
  readonly authorizationId: string;
  readonly expiresAt: Instant;
  readonly usedAt: Instant | null;
}

export async function recordRefreshToken(sql: Sql, authorizationId: string, token: IssuedToken): Promise<void> {
  await sql.run(
    'insert into oidc_refresh_tokens (digest, authorization_id, expires_at) values ($1, $2, $3)',
    token.digest,
    authorizationId,
    token.expiresAt,
  );
}

export async function findRefreshToken(sql: Sql, digest: Uint8Array): Promise<RefreshToken | null> {
  const row = await sql.first<{ authorization_id: string; expires_at: Instant; used_at: Instant | null }>(
    'select authorization_id, expires_at, used_at from oidc_refresh_tokens where digest = $1',
    digest,
  );
  return row && { authorizationId: row.authorization_id, expiresAt: row.expires_at, usedAt: row.used_at };
}

/** Spends a refresh token, once: false when it was spent before. */
export async function useRefreshToken(sql: Sql, digest: Uint8Array, at: Instant): Promise<boolean> {
  const changed = await sql.run(
    'update oidc_refresh_tokens set used_at = $2 where digest = $1 and used_at is null',
    digest,
    at,
  );
  return changed === 1;
}
