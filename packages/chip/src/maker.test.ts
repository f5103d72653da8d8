import { hex } from '@tessera/base';
import { describe, expect, it } from 'vitest';
import { atrOf, efAtrOf, type Maker, makers } from './maker.ts';

/** What the official middleware looks for, in its order: all bytes of the pattern among those of the ATR, wherever they stand. */
const PATTERNS: readonly (readonly [Maker, string])[] = [
  ['nxp', '8031806549544E5850'],
  ['gemalto', '80318065B085040011'],
  ['gemalto2', '80318065B0850300EF'],
  ['stm', '80664750 00B8007F'],
  ['stm2', '80800101'],
  ['stm3', '80018066475000B80094829000C5'],
  ['actalis', '800180318065 49544A3441120FFF82900088'],
  ['actalis2023', '800180318065 49544A3443120FFF8290008A'],
  ['bit4id', '800180318065 49544A3442120FFF8290008B'],
  ['bit4id2023', '800180318065 49544A3444120FFF8290008D'],
  ['bit4idB9547', '800180318065 49544A3449120FFF82900080'],
];

function includesAll(atr: Uint8Array, pattern: string): boolean {
  const left = [...atr];
  return [...Buffer.from(pattern.replaceAll(' ', ''), 'hex')].every((byte) => {
    const at = left.indexOf(byte);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

describe('an answer to reset', () => {
  it('is a real card’s, byte by byte', () => {
    expect(hex(atrOf('gemalto'))).toBe('3b8f800180318065b085040011120fff829000' + '8a');
    expect(hex(atrOf('nxp'))).toBe('3b8f80018031806549544e5850120fff829000' + 'f1');
    expect(hex(atrOf('stm2'))).toBe('3b80800101');
  });

  it.each(makers)('of %s is taken by the official middleware for what it is', (maker) => {
    const taken = PATTERNS.find(([, pattern]) => includesAll(atrOf(maker), pattern));
    expect(taken?.[0]).toBe(maker);
  });

  it('ends with the exclusive or of all bytes after the first', () => {
    for (const maker of makers)
      expect(
        atrOf(maker)
          .slice(1)
          .reduce((sum, byte) => sum ^ byte, 0),
      ).toBe(0);
  });
});

describe('EF.ATR', () => {
  it('has 33 bytes or more, tells telephones the maker, and ends with its status', () => {
    for (const maker of makers) {
      expect(efAtrOf(maker).length).toBeGreaterThanOrEqual(33);
      expect(hex(efAtrOf(maker))).toMatch(/e0100202010502020102020201050202010282029000$/);
    }
    const signs: readonly (readonly [Maker, string])[] = [
      ['gemalto', '496173456363526f6f74'],
      ['gemalto2', '47039441c0'],
      ['nxp', '80004301b846041010101047039401' + '80'],
      ['stm', '80004301b946040000001047039401814f0ca000000095'],
    ];
    for (const [maker, sign] of signs) {
      const known = signs.filter(([, each]) => hex(efAtrOf(maker)).includes(each));
      expect(known).toEqual([[maker, sign]]);
    }
  });
});
