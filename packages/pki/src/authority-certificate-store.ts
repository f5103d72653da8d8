import type { Instant, Sql } from '@tessera/base';
import type { OfficeName } from './office.ts';

/** One certificate of an office. The editions of one key differ in their dates. */
export interface AuthorityCertificate {
  /** RFC 7638 thumbprint of the key. */
  readonly kid: string;
  /** From 1; each is made when the one before comes to its end. */
  readonly edition: number;
  readonly office: OfficeName;
  /** Thumbprint of the key that signed it: the root's, or one of the issuing authority's. */
  readonly certifiedBy: string;
  /** X.509, DER. */
  readonly certificate: Uint8Array;
  readonly expiresAt: Instant;
}

const COLUMNS = 'kid, edition, office, certified_by as "certifiedBy", certificate, expires_at as "expiresAt"';

/** False when another node made this edition first: its certificate counts. */
export async function insertAuthorityCertificate(sql: Sql, made: AuthorityCertificate): Promise<boolean> {
  const inserted = await sql.run(
    `insert into authority_certificates (kid, edition, office, certified_by, certificate, expires_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (kid, edition) do nothing`,
    made.kid,
    made.edition,
    made.office,
    made.certifiedBy,
    made.certificate,
    made.expiresAt,
  );
  return inserted === 1;
}

/** Every edition for this key, newest first. */
export const editionsOf = (sql: Sql, kid: string): Promise<readonly AuthorityCertificate[]> =>
  sql.all(`select ${COLUMNS} from authority_certificates where kid = $1 order by edition desc`, kid);

/** The newest certificate of each issuing key, in the order in which the keys came: each keeps its place for ever. */
export const issuingCertificates = (sql: Sql): Promise<readonly AuthorityCertificate[]> =>
  sql.all(
    `select ${COLUMNS} from authority_certificates newest
     where office = 'issuer' and edition = (select max(edition) from authority_certificates where kid = newest.kid)
     order by (select expires_at from authority_certificates where kid = newest.kid and edition = 1), kid`,
  );

/** X.509, DER: every root and issuing certificate ever made. Whoever checks one looks at its dates. */
export async function trustedCertificates(sql: Sql): Promise<readonly Uint8Array[]> {
  const rows = await sql.all<{ certificate: Uint8Array }>(
    `select certificate from authority_certificates where office in ('root', 'issuer') order by office desc, kid, edition`,
  );
  return rows.map(({ certificate }) => certificate);
}
