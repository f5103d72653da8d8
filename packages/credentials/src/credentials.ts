import type { Instant, Sql } from '@tessera/base';
import { type CredentialsRow, credentialsRow, type SecondFactor } from './credentials-store.ts';

/** A citizen's credentials of levels 1 and 2, as other rooms see them. */
export interface Credentials {
  readonly status: 'active' | 'suspended';
  readonly secondFactor: SecondFactor;
  readonly activatedAt: Instant;
  /** Raised by each new password. What was proven under a lower one counts no more: sessions, logins, refresh tokens. */
  readonly secretsVersion: number;
}

/** Null when they were never switched on. */
export async function credentialsOf(sql: Sql, citizenId: string): Promise<Credentials | null> {
  const row = await credentialsRow(sql, citizenId);
  return row && fromRow(row);
}

/**
 * The one door of levels 1 and 2: true while the credentials are active and their secrets are those that were proven.
 *
 * Every later step asks it: consent, token exchange, refresh, sign-on session. So what is suspended or recovered is shut
 * everywhere at once (promise 6, T-LOG-21). One statement.
 */
export async function mayUse(sql: Sql, citizenId: string, provenVersion: number): Promise<boolean> {
  const credentials = await credentialsOf(sql, citizenId);
  return credentials?.status === 'active' && credentials.secretsVersion === provenVersion;
}

const fromRow = (row: CredentialsRow): Credentials => ({
  status: row.suspended_at === null ? 'active' : 'suspended',
  secondFactor: row.second_factor,
  activatedAt: row.activated_at,
  secretsVersion: row.secrets_version,
});
