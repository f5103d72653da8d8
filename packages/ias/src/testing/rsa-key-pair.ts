import { generateKeyPairSync } from 'node:crypto';
import { fromBase64url } from '@tessera/base';
import type { RsaPrivateKey, RsaPublicKey } from '../primitives.ts';

export interface RsaKeyPair {
  readonly privateKey: RsaPrivateKey;
  readonly publicKey: RsaPublicKey;
}

/** Draws an RSA-2048 pair: about 100 ms. */
export function drawRsaKeyPair(): RsaKeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const { n = '', e = '' } = publicKey.export({ format: 'jwk' });
  return {
    privateKey: new Uint8Array(privateKey.export({ format: 'der', type: 'pkcs1' })),
    publicKey: { modulus: fromBase64url(n), exponent: fromBase64url(e) },
  };
}
