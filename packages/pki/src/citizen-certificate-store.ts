import type { CardSerial, Instant, Sql } from '@tessera/base';

/** What is kept of a citizen's certificate: enough to answer for it, and nothing of the citizen. */
export interface CitizenCertificate {
  /** Serial number, lower-case hexadecimal. */
  readonly number: string;
  readonly cardSerial: CardSerial;
  /** Thumbprint of the issuing key that signs it. */
  readonly issuer: string;
  readonly issuedAt: Instant;
  readonly expiresAt: Instant;
  readonly revokedAt: Instant | null;
}

const COLUMNS = `number, card_serial as "cardSerial", issuer, issued_at as "issuedAt", expires_at as "expiresAt", revoked_at as "revokedAt"`;

/** False when the card has a certificate already: one card, one certificate. */
export async function insertCitizenCertificate(
  sql: Sql,
  { number, cardSerial, issuer, issuedAt, expiresAt }: CitizenCertificate,
): Promise<boolean> {
  const inserted = await sql.run(
    `insert into citizen_certificates (number, card_serial, issuer, issued_at, expires_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing`,
    number,
    cardSerial,
    issuer,
    issuedAt,
    expiresAt,
  );
  return inserted === 1;
}

export const certificateOfCard = (sql: Sql, serial: CardSerial): Promise<CitizenCertificate | null> =>
  sql.first(`select ${COLUMNS} from citizen_certificates where card_serial = $1`, serial);

export const certificateNumbered = (sql: Sql, number: string): Promise<CitizenCertificate | null> =>
  sql.first(`select ${COLUMNS} from citizen_certificates where number = $1`, number);

/**
 * Revokes the certificate of a card in the transaction that revokes the card: from its commit on every answer and every new list
 * says so. False when the card has none, or it is revoked already.
 */
export async function revokeCertificateOf(sql: Sql, serial: CardSerial, at: Instant): Promise<boolean> {
  const revoked = await sql.run(
    'update citizen_certificates set revoked_at = $2 where card_serial = $1 and revoked_at is null',
    serial,
    at,
  );
  return revoked === 1;
}

/** Revoked and not yet expired, in the order of their revocation. An expired one needs no list any more (RFC 5280 section 3.3). */
export const revokedCertificates = (sql: Sql, at: Instant): Promise<{ number: string; revokedAt: Instant }[]> =>
  sql.all(
    `select number, revoked_at as "revokedAt" from citizen_certificates
     where revoked_at is not null and expires_at >= $1 order by revoked_at, number`,
    at,
  );

/** Changes with each revocation, and costs no reading of them all. */
export async function revocationMark(sql: Sql): Promise<string> {
  const row = await sql.first<{ revoked: number; last: number | null }>(
    'select count(*) as revoked, max(revoked_at) as last from citizen_certificates where revoked_at is not null',
  );
  return `${row?.revoked ?? 0}/${row?.last ?? 0}`;
}
