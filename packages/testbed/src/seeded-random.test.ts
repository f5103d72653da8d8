import { hex } from '@tessera/base';
import { describe, expect, it } from 'vitest';
import { seededRandom } from './seeded-random.ts';

describe('seeded random', () => {
  it('gives the same bytes for the same seed', () => {
    const draw = (seed: string) => {
      const random = seededRandom(seed);
      return [1, 32, 33, 100].map((length) => hex(random.bytes(length)));
    };
    expect(draw('a')).toEqual(draw('a'));
    expect(draw('a')).not.toEqual(draw('b'));
    expect(draw('a').map((text) => text.length / 2)).toEqual([1, 32, 33, 100]);
  });

  it('does not repeat itself', () => {
    const random = seededRandom(1);
    expect(new Set(Array.from({ length: 1_000 }, () => hex(random.bytes(16)))).size).toBe(1_000);
  });
});
