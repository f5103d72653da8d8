import { describe, expect, it } from 'vitest';
import { fromBase64url } from './bytes.ts';
import { type Random, randomBelow, randomDigits, randomToken, randomUuid, systemRandom } from './random.ts';

/** Gives the bytes of these 32-bit numbers, one after the other. */
function scripted(...numbers: readonly number[]): Random {
  const waiting = [...numbers];
  return {
    bytes: () => {
      const next = waiting.shift();
      if (next === undefined) throw new Error('the script is at its end');
      const bytes = new Uint8Array(4);
      new DataView(bytes.buffer).setUint32(0, next);
      return bytes;
    },
  };
}

describe('random', () => {
  it('T-CRY-11 draws again instead of favouring the low numbers', () => {
    // 2^32 = 10 · 429,496,729 + 6: the six numbers at the top would make 0 to 5 likelier.
    expect(randomBelow(scripted(2 ** 32 - 1, 2 ** 32 - 6, 4_294_967_289), 10)).toBe(9);
  });

  it('T-CRY-11 gives each digit as often as the others', () => {
    const draws = 100_000;
    const counts = new Array<number>(10).fill(0);
    for (const digit of randomDigits(systemRandom, draws)) counts[Number(digit)] = (counts[Number(digit)] ?? 0) + 1;
    const expected = draws / 10;
    const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    // 9 degrees of freedom: above 40 once in 100,000 runs of a fair generator.
    expect(chiSquare).toBeLessThan(40);
  });

  it('makes tokens of 256 bits and version 4 identifiers', () => {
    expect(fromBase64url(randomToken(systemRandom))).toHaveLength(32);
    expect(randomUuid(systemRandom)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });
});
