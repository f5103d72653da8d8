import {
  constants,
  createPrivateKey,
  createPublicKey,
  hash,
  type KeyObject,
  privateEncrypt,
  publicEncrypt,
} from 'node:crypto';
import { type Random, systemRandom } from '@tessera/base';
import { type CardPrimitives, encodeRsaPublicKey, type Power, padLeft, type RsaPrivateKey } from '@tessera/ias';
import { decrypting, encrypting, heldCiphers } from './held-cipher.ts';
import { plainBytes } from './plain-bytes.ts';

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
    rsaPrivate: (key, block) => plainBytes(privateEncrypt(privateKeyOf(key), block)),
    power,
  };
}

/**
 * The public operation of RSA is a modular power, and any odd modulus of 512 bits or more serves. Node's own Diffie-Hellman
 * proves the prime at each use, which takes half a second.
 */
function power(exponent: Uint8Array, modulus: Uint8Array): Power {
  const key = orNull(() => unpadded(createPublicKey(pem('RSA PUBLIC KEY', encodeRsaPublicKey({ modulus, exponent })))));
  return (base) => {
    if (key === null || base.length > modulus.length) return null;
    return orNull(() => plainBytes(publicEncrypt(key, padLeft(base, modulus.length))));
  };
}

/** OpenSSL names many reasons (even modulus, base not below it, no exponent); to the caller they are one. */
function orNull<Result>(act: () => Result): Result | null {
  try {
    return act();
  } catch {
    return null;
  }
}

/** Reading a key costs as much as using it. */
const read = new WeakMap<RsaPrivateKey, KeyObject>();

function privateKeyOf(key: RsaPrivateKey): KeyObject {
  const known = read.get(key);
  if (known !== undefined) return known;
  const object = unpadded(createPrivateKey({ key: Buffer.from(key), format: 'der', type: 'pkcs1' }));
  read.set(key, object);
  return object;
}

/** Text is the one form of a key that Node reads straight away: of an object it first tries what it is, and throws four errors inside. */
const pem = (label: string, der: Uint8Array): string =>
  `-----BEGIN ${label}-----\n${Buffer.from(der).toString('base64')}\n-----END ${label}-----\n`;

/** A key that brings the padding of its operations along: given beside it, the padding costs Node two such errors. */
const unpadded = (key: KeyObject): KeyObject => Object.assign(key, { padding: constants.RSA_NO_PADDING });
