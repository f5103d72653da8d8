import { NotOfThisPlace } from '@tessera/base';
import { eachEngine, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkPukDigits } from './puk-digits.ts';
import { gelsominaAsks, halfOf, openRegistryOffice, requestAndRead } from './testing/registry-office.ts';

eachEngine((engine) => {
  describe('two digits of the PUK', () => {
    let bed: Testbed;
    let serial: string;
    let half: string;
    beforeEach(async () => {
      bed = await openRegistryOffice(engine);
      const issued = await requestAndRead(bed, await gelsominaAsks());
      serial = issued.serial;
      half = halfOf(issued.receipt, 'PUK');
    });
    afterEach(() => bed.close());

    const check = (positions: readonly [number, number], typed: string, card = serial) =>
      checkPukDigits(bed.database, bed.keys, card, positions, typed);
    const digits = (...positions: readonly number[]) => positions.map((at) => half[at - 1]).join('');

    it('ACT-13 ACT-15 are those of the receipt, at any two positions', async () => {
      for (const positions of [
        [1, 2],
        [2, 4],
        [2, 3],
        [1, 3],
        [1, 4],
        [3, 4],
        [4, 1],
      ] as const)
        expect(await check(positions, digits(...positions))).toBe(true);
    });

    it('ACT-16 are right for one answer in a hundred', async () => {
      const answers = Array.from({ length: 100 }, (_, answer) => String(answer).padStart(2, '0'));
      const right: string[] = [];
      for (const answer of answers) if (await check([2, 3], answer)) right.push(answer);
      expect(right).toEqual([digits(2, 3)]);
    });

    it('T-ACT-08 are no other text, whatever its size or alphabet', async () => {
      const [first = '', second = ''] = digits(2, 3);
      for (const typed of [
        '',
        first,
        digits(2, 3) + second,
        ` ${digits(2, 3)}`,
        `${first}\u0000`,
        '٢٣',
        'x'.repeat(300),
      ])
        expect(await check([2, 3], typed)).toBe(false);
    });

    it('promise 7 an unknown card has none', async () => {
      expect(await check([2, 3], '00', 'CZ99999ZZ')).toBe(false);
    });

    it('are asked at four positions only', async () => {
      for (const positions of [
        [0, 1],
        [4, 5],
        [1.5, 2],
        [Number.NaN, 1],
      ] as const)
        await expect(check(positions, '00')).rejects.toThrow(RangeError);
    });

    it('promise 19 are not read from a half that was moved here from another card or side', async () => {
      const other = await requestAndRead(bed, await gelsominaAsks({ birthDate: '1990-01-01' }));
      for (const [card, half] of [
        [other.serial, 'first-half'],
        [serial, 'second-half'],
      ]) {
        await bed.database.run(
          `update code_halves set sealed = (select sealed from code_halves where card_serial = $1 and code = 'puk' and half = $2)
           where card_serial = $3 and code = 'puk' and half = 'first-half'`,
          card ?? '',
          half ?? '',
          serial,
        );
        await expect(check([1, 2], '00')).rejects.toThrow(NotOfThisPlace);
      }
    });
  });
});
