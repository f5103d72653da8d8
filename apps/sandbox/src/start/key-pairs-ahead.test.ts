import { describe, expect, it } from 'vitest';
import { KeyPairsAhead } from './key-pairs-ahead.ts';

const pair = { privateKey: new Uint8Array(), publicKey: { modulus: new Uint8Array(), exponent: new Uint8Array() } };

/** Draws that end when the test says so. */
function slowDraws() {
  const waiting: (() => void)[] = [];
  let begun = 0;
  const draw = () => {
    begun++;
    return new Promise<typeof pair>((drawn) => waiting.push(() => drawn(pair)));
  };
  const finishAll = async () => {
    while (waiting.length > 0) {
      for (const finish of waiting.splice(0)) finish();
      await new Promise((turn) => setImmediate(turn));
    }
  };
  return { draw, finishAll, begun: () => begun, atWork: () => waiting.length };
}

describe('key pairs drawn ahead', () => {
  it('leave half of the pool to others, unless nobody else needs it', () => {
    const [careful, alone] = [slowDraws(), slowDraws()];
    new KeyPairsAhead(careful.draw).drawAhead(42);
    new KeyPairsAhead(alone.draw).drawAhead(42, 42);
    expect([careful.atWork(), alone.atWork()]).toEqual([2, 42]);
  });

  it('are counted once: who asks ahead again gets those that are there or on their way', async () => {
    const draws = slowDraws();
    const ahead = new KeyPairsAhead(draws.draw);
    ahead.drawAhead(5, 5);
    ahead.drawAhead(6);
    await draws.finishAll();
    ahead.drawAhead(6);
    await draws.finishAll();
    expect(draws.begun()).toBe(6);
    for (let taken = 0; taken < 6; taken++) expect(await ahead.draw()).toBe(pair);
    expect(draws.begun()).toBe(6);
  });
});
