import { type KeyPurpose, type Keys, KeysUnavailable, MINUTE, NotOfThisPlace } from '@tessera/base';
import { type Channel, startDelivery } from '@tessera/messaging';
import { eachEngine, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openHalves } from './code-half.ts';
import { deliverCard } from './deliver-card.ts';
import { dump, holds } from './testing/dump.ts';
import { gelsominaAsks, halfOf, lastLetter, openRegistryOffice, requestAndRead } from './testing/registry-office.ts';

eachEngine((engine) => {
  describe('halves of the codes', () => {
    let bed: Testbed;
    beforeEach(async () => {
      bed = await openRegistryOffice(engine);
    });
    afterEach(() => bed.close());

    /** A card on its way to the end, and both halves of both codes as the citizen knows them. */
    const issue = async (birthDate?: string) => {
      const { serial, citizenId, receipt } = await requestAndRead(
        bed,
        await gelsominaAsks(birthDate === undefined ? {} : { birthDate }),
      );
      await deliverCard(bed, serial);
      const letter = lastLetter(bed.sent);
      const codes = (['PIN', 'PUK'] as const).map((code) => [halfOf(receipt, code), halfOf(letter, code)] as const);
      return { serial, citizenId, codes };
    };

    /** The key service as somebody has it who holds the keys of these purposes only. */
    const onlyKeysOf = (...purposes: readonly KeyPurpose[]): Keys => ({
      ...bed.keys,
      open: (purpose, sealed, place) => {
        if (!purposes.includes(purpose)) return Promise.reject(new KeysUnavailable());
        return bed.keys.open(purpose, sealed, place);
      },
    });

    it('promise 17 stand in no row and no message together, and no whole code anywhere', async () => {
      const { codes } = await issue();
      const rows = await dump(bed.database, engine);
      expect(rows.map(({ table }) => table)).toEqual(
        expect.arrayContaining(['code_halves', 'outbox', 'citizens', 'contacts']),
      );
      for (const [first, second] of codes) {
        for (const { table, values } of rows) {
          const both = values.some((value) => holds(value, first)) && values.some((value) => holds(value, second));
          expect(both, `both halves in a row of ${table}`).toBe(false);
        }
        const messages = bed.sent.map((message) => JSON.stringify(message));
        expect(messages).toHaveLength(2);
        for (const message of messages) expect(holds(message, first) && holds(message, second)).toBe(false);
        const everything = [...rows.flatMap(({ values }) => values), ...messages, JSON.stringify(await bed.events())];
        for (const text of everything) expect(text).not.toContain(first + second);
      }
    });

    it('promise 17 are opened by two keys, each for one side only', async () => {
      const { serial, codes } = await issue();
      const [pin, puk] = codes;
      for (const [side, half] of [
        ['first-half', 0],
        ['second-half', 1],
      ] as const) {
        const halves = await openHalves(bed.database, bed.keys, serial, side);
        expect(halves).toEqual({ pin: pin?.[half], puk: puk?.[half] });
      }
      const sides = ['first-half', 'second-half'] as const;
      const everyOther: readonly KeyPurpose[] = ['identity', 'contact', 'message', 'session', 'transaction-log'];
      for (const side of sides) {
        for (const purpose of [...sides, ...everyOther].filter((each) => each !== side))
          await expect(openHalves(bed.database, onlyKeysOf(purpose), serial, side)).rejects.toThrow(KeysUnavailable);
        // The wrong key does not open the right row either.
        const rows = await bed.database.all<{ code: string; sealed: Uint8Array; version: number }>(
          'select code, sealed, version from code_halves where half = $1 order by code',
          side,
        );
        for (const { code, sealed, version } of rows) {
          const place = { table: 'code_halves', column: 'sealed', row: `${serial}/${code}/${side}`, version };
          for (const purpose of [...sides, ...everyOther].filter((each) => each !== side))
            await expect(bed.keys.open(purpose, sealed, place)).rejects.toThrow(NotOfThisPlace);
        }
      }
    });

    it('promise 17 wait in the outbox under the key of their side, and leave no copy there', async () => {
      const { codes } = await issue();
      const printed: string[] = [];
      const printRoom: Channel = {
        kinds: ['letter'],
        deliver: async (message) => {
          printed.push(JSON.stringify(message));
          return {};
        },
      };
      for (const [purpose, mine, others] of [
        ['first-half', 0, 1],
        ['second-half', 1, 0],
      ] as const) {
        printed.length = 0;
        const delivery = startDelivery({ ...bed, keys: onlyKeysOf(purpose) }, [printRoom]);
        await delivery.settled();
        await delivery.stop();
        // The letter of the other side waits for somebody with its key.
        bed.clock.advance(MINUTE);
        expect(printed).toHaveLength(1);
        for (const code of codes) {
          expect(holds(printed[0] ?? '', code[mine])).toBe(true);
          expect(holds(printed[0] ?? '', code[others])).toBe(false);
        }
      }
      expect(await bed.database.all('select id from outbox where payload is not null order by id')).toEqual([]);
    });

    it('promise 19 a full dump shows no half, phone, e-mail, tax code or name', async () => {
      const { codes } = await issue();
      const { citizen, contacts } = await gelsominaAsks();
      const markers = [
        ...codes.flat(),
        contacts.phone ?? '',
        (contacts.phone ?? '').slice(3),
        contacts.email ?? '',
        citizen.fiscalCode,
        citizen.familyName,
        citizen.givenName,
        citizen.birthDate,
      ];
      for (const { table, values } of await dump(bed.database, engine))
        for (const marker of markers)
          for (const value of values) expect(holds(value, marker), `${marker} in ${table}: ${value}`).toBe(false);
    });

    it('promise 23 nothing of them stands in the events', async () => {
      const { codes } = await issue();
      const events = JSON.stringify(await bed.events());
      for (const half of codes.flat()) expect(holds(events, half)).toBe(false);
      for (const marker of ['Gelsomina', 'Testamarker', '3331234567', 'posta.example'])
        expect(events).not.toContain(marker);
    });

    it('are drawn for each card anew, every digit as likely as any', async () => {
      const counts = new Map<string, number>();
      const cards = 25;
      for (let card = 0; card < cards; card++) {
        const { codes } = await issue(`1985-12-${String(card + 1).padStart(2, '0')}`);
        for (const digit of codes.flat().join('')) counts.set(digit, (counts.get(digit) ?? 0) + 1);
      }
      // 400 digits with a fixed seed: 40 of each are expected.
      expect([...counts.keys()].sort().join('')).toBe('0123456789');
      for (const count of counts.values()) expect(Math.abs(count - 40)).toBeLessThan(25);
    });
  });
});
