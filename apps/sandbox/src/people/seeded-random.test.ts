import { hex, randomDigits } from '@tessera/base';
import { describe, expect, it } from 'vitest';
import { seededRandom } from './seeded-random.ts';

describe('seeded chance', () => {
  it('is the same for the same seed and name, however it is cut', () => {
    const whole = seededRandom(1, 'person 1').bytes(100);
    const cut = seededRandom(1, 'person 1');
    expect(hex(whole)).toBe([1, 31, 0, 33, 35].map((length) => hex(cut.bytes(length))).join(''));
  });

  it('differs by seed and by name', () => {
    const draws = [seededRandom(1, 'a'), seededRandom(2, 'a'), seededRandom(1, 'b')];
    expect(new Set(draws.map((random) => randomDigits(random, 16))).size).toBe(3);
  });
});
