import { generatePrimeSync } from 'node:crypto';
import { fromHex, hex } from '@tessera/base';
import type { RsaPublicKey } from '@tessera/ias';

const PRIME_BITS = 1024;
/** About every fifth pair fits an odd exponent. */
const PAIRS_MAX = 500;

/**
 * Draws the RSA key of an authority whose private exponent is this one: a modulus of 2048 bits and the public exponent that undoes
 * it. Published clients of real cards hold an exponent and no modulus; a card tells them its own, and this makes one that works.
 *
 * Throws a RangeError on an exponent that no key can have, such as an even one.
 */
export function authorityFor(privateExponent: Uint8Array): RsaPublicKey {
  const d = BigInt(`0x${hex(privateExponent)}`);
  for (let pair = 0; pair < PAIRS_MAX; pair++) {
    // Both have their two highest bits set, so that the product has all of its 2048.
    const [a, b] = [prime(), prime()];
    const order = ((a - 1n) * (b - 1n)) / gcd(a - 1n, b - 1n);
    const e = inverse(d, order);
    if (a !== b && e !== null) return { modulus: bytesOf(a * b), exponent: bytesOf(e) };
  }
  throw new RangeError('no key has this private exponent');
}

const prime = (): bigint => generatePrimeSync(PRIME_BITS, { bigint: true });

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));

/** The number whose product with this one is 1; null when they share a factor. Extended algorithm of Euclid. */
function inverse(number: bigint, modulus: bigint): bigint | null {
  let [previous, current] = [modulus, number % modulus];
  let [before, now] = [0n, 1n];
  while (current !== 0n) {
    const quotient = previous / current;
    [previous, current] = [current, previous - quotient * current];
    [before, now] = [now, before - quotient * now];
  }
  return previous === 1n ? ((before % modulus) + modulus) % modulus : null;
}

function bytesOf(number: bigint): Uint8Array {
  const digits = number.toString(16);
  return fromHex(digits.length % 2 === 0 ? digits : `0${digits}`);
}
