import type { Instant, Sql } from '@tessera/base';
import { findCard } from '@tessera/registry';
import { certificateNumbered } from './citizen-certificate-store.ts';
import type { RevocationStatus } from './revocation-status.ts';
import { X509Certificate } from './x509.ts';

/** What there is to say about one serial number. */
export type NumberStatus = { status: 'good' | 'unknown' } | { status: 'revoked'; revokedAt: Instant };

/**
 * Looks into the registry at each question and keeps no copy: what was revoked a moment ago is revoked (promise 6).
 *
 * Unknown is a number that was never entered, was entered for another issuing key, or whose card the registry does not have.
 * `issuer` is the key's thumbprint; null where the certificate's chain is proven.
 */
export async function statusOfNumber(sql: Sql, number: string, issuer: string | null): Promise<NumberStatus> {
  const entered = await certificateNumbered(sql, number);
  if (entered === null || (issuer !== null && entered.issuer !== issuer)) return { status: 'unknown' };
  const card = await findCard(sql, entered.cardSerial);
  if (card === null) return { status: 'unknown' };
  const revokedAt = entered.revokedAt ?? (card.status === 'revoked' ? entered.issuedAt : null);
  return revokedAt === null ? { status: 'good' } : { status: 'revoked', revokedAt };
}

/** The status for a process that has the registry itself: nothing goes over a wire. */
export const registryStatus =
  (sql: Sql): RevocationStatus =>
  async ({ certificate }) => {
    try {
      const { serialNumber } = new X509Certificate(Uint8Array.from(certificate));
      return (await statusOfNumber(sql, serialNumber.toLowerCase(), null)).status;
    } catch {
      return 'unknown'; // The database is gone: nothing is good by default (promise 32).
    }
  };
