import type { Random } from '@tessera/base';

/**
 * The cryptography that card and reader are given, so that neither knows on what machine it runs: `node:crypto` on a server,
 * BigInt and a table of S-boxes in a browser.
 */
export interface CardPrimitives {
  readonly random: Random;
  digest(algorithm: 'SHA-1' | 'SHA-256' | 'SHA-512', bytes: Uint8Array): Uint8Array;
  /** DES in CBC mode with a zero IV and no padding; `key` has 8 bytes. */
  desEncrypt(key: Uint8Array, blocks: Uint8Array): Uint8Array;
  /** Two-key triple DES (K1 K2 K1) in CBC mode with a zero IV and no padding; `key` has 16 bytes. */
  tripleDesEncrypt(key: Uint8Array, blocks: Uint8Array): Uint8Array;
  tripleDesDecrypt(key: Uint8Array, blocks: Uint8Array): Uint8Array;
  /** The bare private operation: block^d mod n. The block is as long as the modulus and smaller. */
  rsaPrivate(key: RsaPrivateKey, block: Uint8Array): Uint8Array;
  /** Raises to this exponent: the public operation of RSA and the steps of Diffie-Hellman. The exponent may be overwritten then. */
  power(exponent: Uint8Array, modulus: Uint8Array): Power;
}

/**
 * base^exponent mod modulus, as long as the modulus.
 * Null when the base is not smaller than the modulus, or the numbers belong to no key at all (an even modulus, exponent 0).
 */
export type Power = (base: Uint8Array) => Uint8Array | null;

/** A private key as DER of RSAPrivateKey (RFC 8017 appendix A.1.2). Only the primitives look inside. */
export type RsaPrivateKey = Uint8Array;

/** Both numbers big-endian, without leading zeros. */
export interface RsaPublicKey {
  readonly modulus: Uint8Array;
  readonly exponent: Uint8Array;
}

/** The bare public operation; null when the block does not belong under this key. */
export const rsaPublic = (
  { modulus, exponent }: RsaPublicKey,
  block: Uint8Array,
  { power }: Pick<CardPrimitives, 'power'>,
): Uint8Array | null => (block.length === modulus.length ? power(exponent, modulus)(block) : null);
