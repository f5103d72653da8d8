import type { Instant, Sql } from '@tessera/base';
import type { OfficeName } from './office.ts';

/** One certificate of an office. The editions of one key differ in their dates. */
export interface AuthorityCertificate {
  /** RFC 7638 thumbprint of the key. */
  readonly kid: string;
  /** From 1; each is made when the one before comes to its end. */
  readonly edition: number;
  readonly office: OfficeName;
  /** X.509, DER. */
  readonly certificate: Uint8Array;
  readonly expiresAt: Instant;
}

/** False when another node made this edition first: its certificate counts. */
export async function insertAuthorityCertificate(sql: Sql, made: AuthorityCertificate): Promise<boolean> {
  const inserted = await sql.run(
    `insert into authority_certificates (kid, edition, office, certificate, expires_at)
     values ($1, $2, $3, $4, $5)
     on conflict (kid, edition) do nothing`,
    made.kid,
    made.edition,
    made.office,
    made.certificate,
    made.expiresAt,
  );
  return inserted === 1;
}

/** The newest edition for this key; null when it has none. */
export const newestEdition = (sql: Sql, kid: string): Promise<AuthorityCertificate | null> =>
  sql.first(
    `select kid, edition, office, certificate, expires_at as "expiresAt" from authority_certificates
     where kid = $1 order by edition desc limit 1`,
    kid,
  );

/** X.509, DER: every root and issuing certificate ever made. Whoever checks one looks at its dates. */
export async function trustedCertificates(sql: Sql): Promise<readonly Uint8Array[]> {
  const rows = await sql.all<{ certificate: Uint8Array }>(
    `select certificate from authority_certificates where office in ('root', 'issuer') order by office desc, kid, edition`,
  );
  return rows.map(({ certificate }) => certificate);
}
