import type { Instant, Sql } from '@tessera/base';

/** How level 2 is proven beside the password (ACT-32, ACT-33). */
export type SecondFactor = 'sms' | 'app';

export interface CredentialsRow {
  readonly password_hash: string;
  readonly secrets_version: number;
  readonly second_factor: SecondFactor;
  readonly activated_at: number;
  readonly suspended_at: number | null;
}

export const credentialsRow = (sql: Sql, citizenId: string): Promise<CredentialsRow | null> =>
  sql.first(
    `select password_hash, secrets_version, second_factor, activated_at, suspended_at
     from credentials where citizen_id = $1`,
    citizenId,
  );

/** False when the citizen has credentials already, or the phone belongs to another's. */
export async function insertCredentials(
  sql: Sql,
  credentials: {
    readonly citizenId: string;
    readonly phoneDigest: Uint8Array;
    readonly passwordHash: string;
    readonly secondFactor: SecondFactor;
    readonly activatedAt: Instant;
  },
): Promise<boolean> {
  const { citizenId, phoneDigest, passwordHash, secondFactor, activatedAt } = credentials;
  const inserted = await sql.run(
    `insert into credentials (citizen_id, phone_digest, password_hash, secrets_version, second_factor, activated_at)
     values ($1, $2, $3, 1, $4, $5)
     on conflict do nothing`,
    citizenId,
    phoneDigest,
    passwordHash,
    secondFactor,
    activatedAt,
  );
  return inserted === 1;
}

/** The citizen whose credentials are bound to this phone. */
export async function citizenOfPhone(sql: Sql, phoneDigest: Uint8Array): Promise<string | null> {
  const row = await sql.first<{ citizen_id: string }>(
    'select citizen_id from credentials where phone_digest = $1',
    phoneDigest,
  );
  return row?.citizen_id ?? null;
}

/** False when the address is another citizen's username. */
export async function bindEmailUsername(sql: Sql, emailDigest: Uint8Array, citizenId: string): Promise<boolean> {
  const bound = await sql.run(
    'insert into email_usernames (email_digest, citizen_id) values ($1, $2) on conflict do nothing',
    emailDigest,
    citizenId,
  );
  return bound === 1;
}

export const unbindEmailUsername = (sql: Sql, citizenId: string): Promise<number> =>
  sql.run('delete from email_usernames where citizen_id = $1', citizenId);

export async function citizenOfEmail(sql: Sql, emailDigest: Uint8Array): Promise<string | null> {
  const row = await sql.first<{ citizen_id: string }>(
    'select citizen_id from email_usernames where email_digest = $1',
    emailDigest,
  );
  return row?.citizen_id ?? null;
}

/** False when they are suspended already, or were never switched on. */
export async function suspendCredentials(sql: Sql, citizenId: string, at: Instant): Promise<boolean> {
  const suspended = await sql.run(
    'update credentials set suspended_at = $2 where citizen_id = $1 and suspended_at is null',
    citizenId,
    at,
  );
  return suspended === 1;
}

/** The same password under today's parameters: nothing else changes. */
export const upgradeHash = (sql: Sql, citizenId: string, from: string, to: string): Promise<number> =>
  sql.run(
    'update credentials set password_hash = $3 where citizen_id = $1 and password_hash = $2',
    citizenId,
    from,
    to,
  );

/** A new password in the place of those secrets: what was proven with them ends. False when they are not active any more. */
export async function replacePassword(
  sql: Sql,
  citizenId: string,
  secretsVersion: number,
  passwordHash: string,
): Promise<boolean> {
  const replaced = await sql.run(
    `update credentials set password_hash = $3, secrets_version = secrets_version + 1
     where citizen_id = $1 and secrets_version = $2 and suspended_at is null`,
    citizenId,
    secretsVersion,
    passwordHash,
  );
  return replaced === 1;
}
