import { seededRandom } from '@tessera/testbed';
import { describe, expect, it } from 'vitest';
import { askedPositions, digitsAt, pairDigest } from './budget.ts';
import { hmacKeys } from './testing/hmac-keys.ts';

const keys = hmacKeys(seededRandom('budget').bytes(32));
const pair = pairDigest(keys, { serial: 'CA00000AA', fiscalCode: 'NVNPRV80C50H501U' });

describe('the two digits that are asked', () => {
  it('T-ACT-06 are the same whoever asks, until the round ends', () => {
    const asked = Array.from({ length: 50 }, () => askedPositions(keys, pair, 1));
    expect(new Set(asked.map(String)).size).toBe(1);
  });

  it('ACT-15 are two of the first four, in reading order, and every choice is drawn', () => {
    const seen = new Set(Array.from({ length: 600 }, (_, round) => String(askedPositions(keys, pair, round + 1))));
    expect([...seen].sort()).toEqual(['1,2', '1,3', '1,4', '2,3', '2,4', '3,4']);
  });

  it('follow from the pair under a key: another pair, or another key, is asked its own', () => {
    const others = Array.from({ length: 60 }, (_, i) =>
      pairDigest(keys, { serial: `CA${String(i).padStart(5, '0')}AA`, fiscalCode: 'NVNPRV80C50H501U' }),
    );
    expect(new Set(others.map((other) => String(askedPositions(keys, other, 1)))).size).toBe(6);
    const otherKeys = hmacKeys(seededRandom('another').bytes(32));
    const differing = others.filter(
      (other) => String(askedPositions(keys, other, 1)) !== String(askedPositions(otherKeys, other, 1)),
    );
    expect(differing.length).toBeGreaterThan(30);
  });
});

describe('a half as it was typed', () => {
  it('gives the digits of the asked positions', () => {
    expect(digitsAt('3*7*', [1, 3])).toBe('37');
    expect(digitsAt('**37', [3, 4])).toBe('37');
  });

  it.each(['****', '3***', '37**', '*37*', '3777', '', '3*7', '3*7**', '3*٧*', '3*７*', '3*?*', '-*7*', '3*7*\n'])(
    'T-ACT-08 %j is no answer to the first and third digit',
    (typed) => expect(digitsAt(typed, [1, 3])).toBeNull(),
  );
});
