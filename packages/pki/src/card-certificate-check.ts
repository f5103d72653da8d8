import type { CardSerial, Instant } from '@tessera/base';
import { isSelfIssued, isValidAt, provenChain, readCertificate } from './chain.ts';
import { certifiedCitizen } from './citizen-profile.ts';
import type { RevocationStatus } from './revocation-status.ts';
import type { X509Certificate } from './x509.ts';

/** What login learns of a certificate that somebody showed. */
export type CardCertificateCheck =
  /** Only a card proven genuine is told that it is expired or revoked. */
  | {
      outcome: 'genuine';
      fiscalCode: string;
      serial: CardSerial;
      state: 'valid' | 'expired' | 'revoked';
      /** SubjectPublicKeyInfo, DER: RSA with 2048 bits. */
      publicKey: Uint8Array;
    }
  /** Another authority, another form, not yet valid, or no certificate at all: one answer for all of them. */
  | { outcome: 'not-ours' }
  /** No source can say whether it is revoked: level 3 is closed until one can (promise 32). */
  | { outcome: 'status-unknown' };

export interface CheckedAgainst {
  /** X.509, DER: the roots that are trusted and the authorities below them. One of the latter alone is trusted for nothing. */
  readonly trust: readonly Uint8Array[];
  readonly at: Instant;
  readonly status: RevocationStatus;
}

/**
 * Is this the certificate of a card that our authority issued, and what is it good for?
 *
 * Chain first, then form, then dates, and only then is anybody asked (T-CRD-01, T-CRD-04). Whether the one who shows it holds its
 * key is the caller's to prove, with `publicKey`. An expired card is not asked about: no list need name it any more.
 */
export async function checkCardCertificate(
  der: Uint8Array,
  { trust, at, status }: CheckedAgainst,
): Promise<CardCertificateCheck> {
  const certificate = readCertificate(der);
  if (certificate === null) return { outcome: 'not-ours' };
  const authorities = trust.map(readCertificate).filter((each) => each !== null);
  const chain = await provenChain(certificate, authorities, at);
  const citizen = chain === null ? null : certifiedCitizen(certificate);
  if (chain === null || citizen === null || at < certificate.notBefore.getTime()) return { outcome: 'not-ours' };

  const genuine = { outcome: 'genuine', ...citizen, publicKey: bytesOf(certificate.publicKey) } as const;
  if (!isValidAt(certificate, at)) return { ...genuine, state: 'expired' };
  const answer = await status({
    certificate: bytesOf(certificate),
    issuer: bytesOf(chain.issuer),
    issuers: authorities.filter((each) => !isSelfIssued(each)).map(bytesOf),
    at,
  });
  switch (answer) {
    case 'good':
      return { ...genuine, state: 'valid' };
    case 'revoked':
      return { ...genuine, state: 'revoked' };
    case 'unknown':
      return { outcome: 'status-unknown' };
  }
}

const bytesOf = ({ rawData }: Pick<X509Certificate, 'rawData'>): Uint8Array => new Uint8Array(rawData);
