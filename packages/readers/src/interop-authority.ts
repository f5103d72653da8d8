import { generatePrimeSync } from 'node:crypto';
import { fromHex, hex } from '@tessera/base';
import { type CardAuthority, terminalAuthority } from '@tessera/ias';

const MODULUS_BITS = 2048;

/**
 * An authority for which a given private exponent signs, for a card that shall believe readers of which only that exponent is known.
 *
 * The published clients of the real card carry their authority's exponent without its modulus, which they take from the card. So the
 * card chooses: two primes a, b for which the exponent d has an inverse, n = a·b, and e = d⁻¹ mod lcm(a-1, b-1), which is about as
 * long as n. Throws a RangeError for an exponent that no key can have.
 *
 * Source: RFC 8017 section 3.2 (any e with e·d ≡ 1 makes a key); docs/chip.md.
 */
export function interopAuthority(exponent: Uint8Array): CardAuthority {
  const d = BigInt(`0x${hex(exponent) || '0'}`);
  // Both primes less one are even: an even exponent has no inverse, whatever is drawn.
  if (d < 3n || d % 2n === 0n || exponent.length * 8 > MODULUS_BITS)
    throw new RangeError('no private exponent of RSA with 2048 bits');
  for (;;) {
    const [a, b] = [drawPrime(), drawPrime()];
    const e = inverse(d, leastCommonMultiple(a - 1n, b - 1n));
    const modulus = fromHex((a * b).toString(16));
    if (a !== b && e !== null && modulus.length * 8 === MODULUS_BITS)
      return terminalAuthority({ modulus, exponent: bytesOf(e) });
  }
}

/** The two top bits are set, so that the product of two has its full length. */
const drawPrime = (): bigint => generatePrimeSync(MODULUS_BITS / 2, { bigint: true });

const leastCommonMultiple = (a: bigint, b: bigint): bigint => (a / greatestCommonDivisor(a, b)) * b;

const greatestCommonDivisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : greatestCommonDivisor(b, a % b));

/** The number whose product with `value` leaves 1; null when there is none. Source: extended Euclidean algorithm. */
function inverse(value: bigint, modulus: bigint): bigint | null {
  let [remainder, next] = [modulus, value % modulus];
  let [coefficient, nextCoefficient] = [0n, 1n];
  while (next !== 0n) {
    const quotient = remainder / next;
    [remainder, next] = [next, remainder - quotient * next];
    [coefficient, nextCoefficient] = [nextCoefficient, coefficient - quotient * nextCoefficient];
  }
  if (remainder !== 1n) return null;
  return coefficient < 0n ? coefficient + modulus : coefficient;
}

function bytesOf(number: bigint): Uint8Array {
  const digits = number.toString(16);
  return fromHex(digits.length % 2 === 0 ? digits : `0${digits}`);
}
