import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SmsPart, smsParts } from './sms-text.ts';

const latin1 = (part: SmsPart | undefined): string => Buffer.from(part?.bytes ?? []).toString('latin1');

describe('the text of an SMS', () => {
  it('goes in the alphabet of the network when that has every character', () => {
    const [part, ...others] = smsParts('482913 è il tuo codice', 1);
    expect(others).toEqual([]);
    expect(part).toMatchObject({ dataCoding: 0, header: null });
    expect(latin1(part)).toBe('482913 \x04 il tuo codice');
  });

  it('writes @, accents and the euro sign as GSM 03.38 does', () => {
    const [part] = smsParts('@£èéùìòàÄÖÜß€[]{}', 1);
    expect([...(part?.bytes ?? [])]).toEqual([
      0x00, 0x01, 0x04, 0x05, 0x06, 0x07, 0x08, 0x7f, 0x5b, 0x5c, 0x5e, 0x1e, 0x1b, 0x65, 0x1b, 0x3c, 0x1b, 0x3e, 0x1b,
      0x28, 0x1b, 0x29,
    ]);
  });

  it('goes as UCS-2 when one character is missing there', () => {
    for (const text of ['ça va', '“482913”', 'Ciao 👋']) {
      const [part] = smsParts(text, 1);
      expect(part?.dataCoding).toBe(8);
      expect(
        Buffer.from(part?.bytes ?? [])
          .swap16()
          .toString('utf16le'),
      ).toBe(text);
    }
  });

  it('fits 160 places, or 70 as UCS-2, in one piece; an extended character takes two', () => {
    expect(smsParts('a'.repeat(160), 1)).toHaveLength(1);
    expect(smsParts('a'.repeat(161), 1)).toHaveLength(2);
    expect(smsParts(`${'a'.repeat(158)}€`, 1)).toHaveLength(1);
    expect(smsParts(`${'a'.repeat(159)}€`, 1)).toHaveLength(2);
    expect(smsParts('ж'.repeat(70), 1)).toHaveLength(1);
    expect(smsParts('ж'.repeat(71), 1)).toHaveLength(2);
  });

  it('is joined from parts that say which they are, and no character is cut', () => {
    const characters = fc.constantFrom('a', '€', '[', 'è', 'ж', '👋');
    fc.assert(
      fc.property(fc.array(characters, { minLength: 1, maxLength: 400 }), fc.nat(255), (text, reference) => {
        const parts = smsParts(text.join(''), reference);
        parts.forEach((part, at) => {
          expect(part.bytes.length + (part.header?.length ?? 0)).toBeLessThanOrEqual(part.dataCoding === 0 ? 160 : 140);
          if (parts.length > 1) expect([...(part.header ?? [])]).toEqual([5, 0, 3, reference, parts.length, at + 1]);
          expect(part.bytes.at(-1)).not.toBe(0x1b);
          if (part.dataCoding === 8) {
            const units = Buffer.from(part.bytes).swap16().toString('utf16le');
            expect(units.isWellFormed()).toBe(true);
          }
        });
        if (parts.every((part) => part.dataCoding === 8))
          expect(
            Buffer.concat(parts.map(({ bytes }) => bytes))
              .swap16()
              .toString('utf16le'),
          ).toBe(text.join(''));
      }),
    );
  });

  it('is refused beyond ten parts', () => {
    expect(smsParts('a'.repeat(1530), 1)).toHaveLength(10);
    expect(() => smsParts('a'.repeat(1531), 1)).toThrow(RangeError);
  });
});
