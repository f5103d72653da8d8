import { describe, expect, it } from 'vitest';
import { fromBase64url } from './bytes.ts';
import { type Random, randomBelow, randomDigits, randomToken, randomUuid, systemRandom, timelyUuid } from './random.ts';

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

  it('T-CRY-11 never gives the same bytes twice, from one block or from the next', () => {
    const drawn = Array.from({ length: 2_000 }, () => randomToken(systemRandom));
    expect(new Set(drawn).size).toBe(2_000);
    const sizes = [1, 16, 256, 257, 4_096, 10_000];
    expect(sizes.map((size) => systemRandom.bytes(size).length)).toEqual(sizes);
  });

  it('begins a version 7 identifier with its instant (the example of RFC 9562, appendix A.6)', () => {
    const example = Uint8Array.from([0, 0, 0, 0, 0, 0, 0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
    expect(timelyUuid({ bytes: () => example }, 1_645_557_742_000)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
    const [earlier, later] = [timelyUuid(systemRandom, 2 ** 40), timelyUuid(systemRandom, 2 ** 40 + 1)];
    expect(earlier < later).toBe(true);
  });
});
