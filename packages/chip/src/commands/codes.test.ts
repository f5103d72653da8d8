import { utf8 } from '@tessera/base';
import { describe, expect, it } from 'vitest';
import { Bench, command, drawTestCard } from '../testing/index.ts';

const PIN = '12345678';
const PUK = '87654321';
const WRONG = '00000000';

const opened = (): Bench => new Bench().openChannel();
const change = (old: string, next: string) => command(0x24, 0, 0x81, utf8(old + next));
const unblock = (next: string) => command(0x2c, 2, 0x81, utf8(next));
const triesLeft = (bench: Bench, reference = 0x81) => bench.card.codes.get(reference)?.triesLeft;
const sign = (bench: Bench): string => {
  bench.secured('002241a406800102840181');
  return bench.status({ ...command(0x88, 0, 0, utf8('digest')), le: 256 });
};

describe('VERIFY', () => {
  it('COD-03 counts down, tells what is left, and is full again after the right PIN', () => {
    const bench = opened();
    expect(bench.verify(WRONG)).toBe('63c2');
    expect(bench.verify('')).toBe('63c2');
    expect(bench.verify(WRONG)).toBe('63c1');
    expect(bench.verify(PIN)).toBe('9000');
    expect(triesLeft(bench)).toBe(3);
    expect(bench.verify('')).toBe('9000');
    expect(bench.verify(WRONG)).toBe('63c2');
    // A wrong one also takes back what the right one had opened.
    expect(sign(bench)).toBe('6982');
  });

  it('COD-03 says blocked with the third wrong PIN and compares nothing after it', () => {
    const bench = opened();
    bench.verify(WRONG);
    bench.verify(WRONG);
    expect(bench.verify(WRONG)).toBe('6983');
    expect(bench.verify(PIN)).toBe('6983');
    expect(bench.verify('')).toBe('6983');
    expect(triesLeft(bench)).toBe(0);
    expect(sign(bench)).toBe('6982');
  });

  it('spends no try on what is no guess', () => {
    const bench = opened();
    for (const digits of ['1', '1234567', '123456789', '1234567812345678']) expect(bench.verify(digits)).toBe('6700');
    expect(bench.verify(PIN, 0x83)).toBe('6a88');
    expect(bench.verify(PIN, 0x01)).toBe('6a88');
    expect(bench.status(command(0x20, 1, 0x81, utf8(PIN)))).toBe('6a86');
    expect(triesLeft(bench)).toBe(3);
    // Eight bytes are a guess, digits or not.
    expect(bench.verify('abcdefgh')).toBe('63c2');
  });

  it('hears nobody outside the channel', () => {
    const bench = new Bench();
    expect(bench.send('0020008108' + '3132333435363738')).toBe('6982');
    expect(bench.send('00200081')).toBe('6982');
    expect(triesLeft(bench)).toBe(3);
  });

  it('keeps the tries through resets and other channels; nothing else', () => {
    const bench = opened();
    bench.verify(WRONG);
    bench.verify(WRONG);
    const again = new Bench({ ...bench.made, card: bench.card }).openChannel();
    expect(again.verify('')).toBe('63c1');
    expect(again.verify(PIN)).toBe('9000');
  });

  it('restored tries are three, however often; no order of guesses gives more than three in a row', () => {
    const bench = opened();
    for (let round = 0; round < 5; round++) {
      expect(bench.verify(WRONG)).toBe('63c2');
      expect(bench.verify(WRONG)).toBe('63c1');
      expect(bench.verify(PIN)).toBe('9000');
    }
  });
});

describe('CHANGE REFERENCE DATA', () => {
  it('UNL-04 puts the new PIN in the old one’s place, without the PUK', () => {
    const bench = opened();
    expect(bench.status(change(PIN, '55556666'))).toBe('9000');
    expect(bench.verify(PIN)).toBe('63c2');
    expect(bench.verify('55556666')).toBe('9000');
  });

  it('counts a wrong old PIN like any other guess', () => {
    const bench = opened();
    expect(bench.status(change(WRONG, '55556666'))).toBe('63c2');
    expect(bench.status(change(WRONG, '55556666'))).toBe('63c1');
    expect(bench.status(change(WRONG, '55556666'))).toBe('6983');
    expect(bench.status(change(PIN, '55556666'))).toBe('6983');
    expect(triesLeft(bench)).toBe(0);
  });

  it('refuses a new PIN that is not eight digits, the PUK, and other lengths, without a try', () => {
    const bench = opened();
    expect(bench.status(change(PIN, '5555666x'))).toBe('6a80');
    expect(bench.status(change(PIN, '555566'))).toBe('6700');
    expect(bench.status(change('', ''))).toBe('6700');
    expect(bench.status(command(0x24, 0, 0x82, utf8(PUK + PIN)))).toBe('6982');
    expect(bench.status(command(0x24, 1, 0x81, utf8(PIN + PIN)))).toBe('6a86');
    expect(bench.status(command(0x24, 0, 0x90, utf8(PIN + PIN)))).toBe('6a88');
    expect(triesLeft(bench)).toBe(3);
    expect(new Bench().send(`0024008110${'31'.repeat(16)}`)).toBe('6982');
  });
});

describe('RESET RETRY COUNTER', () => {
  it('COD-02 COD-04 UNL-03 gives a blocked PIN its tries and a new number after the PUK', () => {
    const bench = opened();
    for (let i = 0; i < 3; i++) bench.verify(WRONG);
    expect(bench.status(unblock('55556666'))).toBe('6982');
    expect(bench.verify(PUK, 0x82)).toBe('9000');
    expect(bench.status(unblock('55556666'))).toBe('9000');
    expect(triesLeft(bench)).toBe(3);
    // Unblocking is not verifying.
    expect(sign(bench)).toBe('6982');
    expect(bench.verify(PIN)).toBe('63c2');
    expect(bench.verify('55556666')).toBe('9000');
    expect(sign(bench)).toBe('9000');
  });

  it('COD-12 replaces a PIN that was lost and never typed', () => {
    const bench = opened();
    bench.verify(PUK, 0x82);
    expect(triesLeft(bench)).toBe(3);
    expect(bench.status(unblock('55556666'))).toBe('9000');
    expect(bench.verify('55556666')).toBe('9000');
    expect(bench.verify(PIN)).toBe('63c2');
  });

  it('first gives the tries back and then sets the PIN, as PKCS #11 does with one PUK', () => {
    const bench = opened();
    for (let i = 0; i < 3; i++) bench.verify(WRONG);
    bench.verify(PUK, 0x82);
    expect(bench.status(command(0x2c, 3, 0x81))).toBe('9000');
    expect(triesLeft(bench)).toBe(3);
    expect(bench.status(unblock('55556666'))).toBe('9000');
    expect(bench.verify('55556666')).toBe('9000');
  });

  it('refuses other forms, and everybody without PUK or channel', () => {
    const bench = opened();
    bench.verify(PIN);
    expect(bench.status(unblock('55556666'))).toBe('6982');
    bench.verify(PUK, 0x82);
    expect(bench.status(unblock('5555666x'))).toBe('6a80');
    expect(bench.status(unblock('555566'))).toBe('6700');
    expect(bench.status(command(0x2c, 3, 0x81, utf8('1')))).toBe('6700');
    expect(bench.status(command(0x2c, 0, 0x81, utf8(PUK + PIN)))).toBe('6a86');
    expect(bench.status(command(0x2c, 1, 0x81, utf8(PUK)))).toBe('6a86');
    expect(bench.status(command(0x2c, 2, 0x82, utf8(PIN)))).toBe('6a88');
    expect(bench.send('002c038100')).toBe('6982');
  });
});

describe('the PUK', () => {
  it('COD-05 COD-06 T-CRD-11 has ten tries, told one by one; the tenth wrong one closes the card for good', () => {
    const bench = opened();
    bench.verify(PIN);
    expect(sign(bench)).toBe('9000');
    const statuses = Array.from({ length: 12 }, () => bench.verify(WRONG, 0x82));
    expect(statuses).toEqual([
      ...['63c9', '63c8', '63c7', '63c6', '63c5', '63c4', '63c3', '63c2', '63c1'],
      ...['6983', '6983', '6983'],
    ]);
    expect(bench.verify(PUK, 0x82)).toBe('6983');
    expect(triesLeft(bench, 0x82)).toBe(0);
    // Closed also for the PIN that has its tries, and for the key that was open a moment ago.
    expect(sign(bench)).toBe('6982');
    expect(bench.verify(PIN)).toBe('6983');
    expect(bench.status(change(PIN, '55556666'))).toBe('6983');
    expect(bench.status(unblock('55556666'))).toBe('6983');
    expect(triesLeft(bench)).toBe(3);
    // What is free stays free: the card is still somebody's document.
    expect(bench.send('00a4040c06a00000000039')).toBe('9000');
    expect(bench.send('00b081000c')).toMatch(/9000$/);
  });

  it('COD-09 is full again after the right one, and not by being left alone', () => {
    let bench = opened();
    for (let i = 0; i < 9; i++) {
      bench.verify(WRONG, 0x82);
      // A card has no clock: all that time can bring is another reader, another channel, and power again.
      bench = new Bench({ ...bench.made, card: bench.card }).openChannel();
      expect(triesLeft(bench, 0x82)).toBe(9 - i);
    }
    expect(bench.verify(PUK, 0x82)).toBe('9000');
    expect(triesLeft(bench, 0x82)).toBe(10);
  });
});

describe('a card with no such codes', () => {
  it('says so', () => {
    const made = drawTestCard();
    const bench = new Bench({ ...made, card: { ...made.card, codes: new Map() } }).openChannel();
    expect(bench.verify(PIN)).toBe('6a88');
    expect(bench.status(unblock('55556666'))).toBe('6a88');
  });
});
