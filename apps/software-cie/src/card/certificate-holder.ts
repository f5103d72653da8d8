import { X509Certificate } from 'node:crypto';
import { fromBase64url, type Instant } from '@tessera/base';
import { CardError } from '@tessera/card-client';
import type { RsaPublicKey } from '@tessera/ias';

/** What the citizen's certificate says to this computer. Whether it is genuine, the provider decides. */
export interface CertificateHolder {
  /** Given name and surname, as the subject has them. */
  readonly name: string;
  readonly expiresAt: Instant;
  readonly publicKey: RsaPublicKey;
}

/** Throws a CardError `malformed-answer` for what is no certificate of an RSA key. */
export function certificateHolder(der: Uint8Array): CertificateHolder {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(der);
  } catch (cause) {
    throw new CardError('malformed-answer', { cause });
  }
  const { kty, n = '', e = '' } = certificate.publicKey.export({ format: 'jwk' });
  if (kty !== 'RSA') throw new CardError('malformed-answer');
  const subject = certificate.toLegacyObject().subject as unknown as Readonly<Record<string, unknown>>;
  const parts = [subject['GN'], subject['SN']].filter((part) => typeof part === 'string');
  return {
    name: parts.join(' '),
    expiresAt: Date.parse(certificate.validTo),
    publicKey: { modulus: fromBase64url(n), exponent: fromBase64url(e) },
  };
}
