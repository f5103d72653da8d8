import { base64url, type PublicJwk } from '@tessera/base';

/** Both numbers big-endian. */
export interface RsaNumbers {
  readonly modulus: Uint8Array;
  readonly exponent: Uint8Array;
}

/** An RSA key as certificates carry it: SubjectPublicKeyInfo, DER (RFC 5280 section 4.1.2.7). */
export async function subjectPublicKey(key: PublicJwk | RsaNumbers): Promise<Uint8Array<ArrayBuffer>> {
  const { subtle } = globalThis.crypto;
  const { n, e } = 'modulus' in key ? numbersOf(key as RsaNumbers) : key;
  const jwk = { kty: 'RSA', n: String(n), e: String(e) };
  const imported = await subtle.importKey('jwk', jwk, { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, true, ['verify']);
  return new Uint8Array(await subtle.exportKey('spki', imported));
}

const numbersOf = ({ modulus, exponent }: RsaNumbers) => ({ n: base64url(modulus), e: base64url(exponent) });
