import {
  constants,
  createPrivateKey,
  createPublicKey,
  hash,
  type KeyObject,
  privateEncrypt,
  publicEncrypt,
} from 'node:crypto';
import { base64url, type Random, systemRandom } from '@tessera/base';
import { type CardPrimitives, padLeft, type RsaPrivateKey, withoutLeadingZeros } from '@tessera/ias';
import { decrypting, encrypting, heldCiphers } from './held-cipher.ts';

const DIGESTS = { 'SHA-1': 'sha1', 'SHA-256': 'sha256', 'SHA-512': 'sha512' } as const;

/** The card's and the reader's cryptography out of `node:crypto`. */
export function nodePrimitives(random: Random = systemRandom): CardPrimitives {
  // OpenSSL 3 keeps single DES in its legacy provider; triple DES with equal keys is the same cipher.
  const single = heldCiphers((key) => encrypting(Uint8Array.of(...key, ...key)));
  const encrypt = heldCiphers(encrypting);
  const decrypt = heldCiphers(decrypting);
  return {
    random,
    digest: (algorithm, bytes) => plainBytes(hash(DIGESTS[algorithm], bytes, 'buffer')),
    desEncrypt: (key, blocks) => single(key)(blocks),
    tripleDesEncrypt: (key, blocks) => encrypt(key)(blocks),
    tripleDesDecrypt: (key, blocks) => decrypt(key)(blocks),
    rsaPrivate: (key, block) =>
      plainBytes(privateEncrypt({ key: privateKeyOf(key), padding: constants.RSA_NO_PADDING }, block)),
    modPow,
  };
}

/**
 * The public operation of RSA is a modular power, and any odd modulus of 512 bits or more serves. Node's own Diffie-Hellman
 * proves the prime at each use, which takes half a second.
 */
function modPow(base: Uint8Array, exponent: Uint8Array, modulus: Uint8Array): Uint8Array | null {
  const length = modulus.length;
  if (base.length > length) return null;
  try {
    const key = createPublicKey({
      key: { kty: 'RSA', n: base64url(modulus), e: base64url(withoutLeadingZeros(exponent)) },
      format: 'jwk',
    });
    return plainBytes(publicEncrypt({ key, padding: constants.RSA_NO_PADDING }, padLeft(base, length)));
  } catch {
    // OpenSSL names many reasons (even modulus, base not below it, no exponent); to the caller they are one.
    return null;
  }
}

/** Reading a key costs as much as using it. */
const read = new WeakMap<RsaPrivateKey, KeyObject>();

function privateKeyOf(key: RsaPrivateKey): KeyObject {
  const known = read.get(key);
  if (known !== undefined) return known;
  const object = createPrivateKey({ key: Buffer.from(key), format: 'der', type: 'pkcs1' });
  read.set(key, object);
  return object;
}

/** Not a Buffer: its `slice` is a view, and tests tell it from a Uint8Array. */
const plainBytes = (buffer: Buffer): Uint8Array => new Uint8Array(buffer);
