import { generateKeyPair, type RSAKeyPairKeyObjectOptions } from 'node:crypto';
import { promisify } from 'node:util';
import { fromBase64url } from '@tessera/base';

/** A key pair in the form that cards hold it. */
export interface CardRsaKeyPair {
  /** RSAPrivateKey, DER (RFC 8017 appendix A.1.2). */
  readonly privateKey: Uint8Array;
  /** Both numbers big-endian. */
  readonly publicKey: { readonly modulus: Uint8Array; readonly exponent: Uint8Array };
}

const RSA_2048: RSAKeyPairKeyObjectOptions = { modulusLength: 2048, publicExponent: 65_537 };

const generate = promisify(generateKeyPair);

/** Draws an RSA pair in the thread pool: a tenth of a second of another core, and none of this one. */
export async function drawCardKeyPair(): Promise<CardRsaKeyPair> {
  const { privateKey, publicKey } = await generate('rsa', RSA_2048);
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
  return {
    privateKey: new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs1' })),
    publicKey: { modulus: fromBase64url(n), exponent: fromBase64url(e) },
  };
}
