import { hex, utf8 } from '@tessera/base';
import { type CardState, decodeCard, encodeCard } from '@tessera/chip';
import { CODE, EF, terminalAuthority } from '@tessera/ias';
import { drawCardKeyPair } from '@tessera/keys';
import {
  type CardAuthorityPki,
  checkCardCertificate,
  checkSecurityObject,
  openCardAuthority,
  registryStatus,
  trustedCertificates,
} from '@tessera/pki';
import { findCard } from '@tessera/registry';
import { eachEngine, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliverCard } from './deliver-card.ts';
import { type DrawKeyPair, fillKeyPool } from './key-pool.ts';
import { countFreeKeys } from './key-pool-store.ts';
import { type Production, produceCard } from './produce-card.ts';
import { revokeCard } from './revoke-card.ts';
import { dump, holds } from './testing/dump.ts';
import { gelsominaAsks, halfOf, lastLetter, openRegistryOffice, requestAndRead } from './testing/registry-office.ts';

/** One pair for all cards of a test: the pool's own rules do not depend on the numbers. */
const drawn = drawCardKeyPair();
const samePair: DrawKeyPair = () => drawn;

describe('production', () => {
  eachEngine((engine) => {
    let bed: Testbed;
    let authority: CardAuthorityPki;
    let pressed: Map<string, CardState>;
    let production: Production;
    beforeEach(async () => {
      bed = await openRegistryOffice(engine);
      authority = await openCardAuthority(bed, { addresses: null });
      pressed = new Map();
      production = {
        press: { make: async (card, serial) => void pressed.set(serial, card) },
        authority,
        terminals: terminalAuthority((await drawn).publicKey),
        drawKeyPair: samePair,
        maker: 'nxp',
      };
    });
    afterEach(() => bed.close());

    const request = async () => requestAndRead(bed, await gelsominaAsks());
    const contentOf = (serial: string, id: number): Uint8Array => {
      const file = pressed.get(serial)?.files.find((each) => each.id === id);
      if (file === undefined) throw new Error('the card has no such file');
      return file.content;
    };
    const checked = async (serial: string) =>
      checkCardCertificate(contentOf(serial, EF.CERT_CIE), {
        trust: await trustedCertificates(bed.database),
        at: bed.clock.now(),
        status: registryStatus(bed.database),
      });

    it('makes a genuine card whose codes are those of receipt and letter', async () => {
      const { serial, receipt } = await request();
      expect(await produceCard(bed, serial, production)).toBe('produced');
      expect((await findCard(bed.database, serial))?.status).toBe('shipped');
      expect(await deliverCard(bed, serial)).toBe('delivered');
      const letter = lastLetter(bed.sent);
      for (const [code, reference] of [
        ['PIN', CODE.pin],
        ['PUK', CODE.puk],
      ] as const) {
        const inChip = pressed.get(serial)?.codes.get(reference)?.reference ?? new Uint8Array();
        expect(hex(inChip)).toBe(hex(utf8(halfOf(receipt, code) + halfOf(letter, code))));
      }
      expect(await checked(serial)).toMatchObject({ outcome: 'genuine', state: 'valid', serial });
    });

    it('T-CRD-13 signs both of its security objects', async () => {
      const { serial } = await request();
      await produceCard(bed, serial, { ...production, form: 'newer' });
      const against = { trust: await trustedCertificates(bed.database), at: bed.clock.now() };
      const identity = new Map([
        [0xa1, contentOf(serial, EF.ID_SERVIZI)],
        [0xa2, contentOf(serial, EF.SERIALE)],
        [0xa3, contentOf(serial, EF.CERT_CIE)],
        [0xa4, contentOf(serial, EF.INT_KPUB)],
        [0xa5, contentOf(serial, EF.SERVIZI_INT_KPUB)],
        [0x1b, contentOf(serial, EF.DH)],
      ]);
      expect(await checkSecurityObject(contentOf(serial, EF.SOD), identity, against)).toBe('genuine');
      const groups = new Map([
        [1, contentOf(serial, EF.DG1)],
        [11, contentOf(serial, EF.DG11)],
      ]);
      expect(await checkSecurityObject(contentOf(serial, EF.PASSPORT_SOD), groups, against)).toBe('genuine');
      const card = pressed.get(serial);
      if (card !== undefined) expect(encodeCard(decodeCard(encodeCard(card)))).toBe(encodeCard(card));
    });

    it('promise 6: revokes the certificate by the same commit as the card', async () => {
      const { serial } = await request();
      await produceCard(bed, serial, production);
      await deliverCard(bed, serial);
      const before = await authority.revocationList('issuer');
      expect(await revokeCard(bed, serial, 'stolen')).toBe('revoked');
      expect(await checked(serial)).toMatchObject({ outcome: 'genuine', state: 'revoked' });
      expect((await authority.revocationList('issuer')).length).toBeGreaterThan(before.length);
    });

    it('makes no card twice, none that is revoked, and none that nobody asked for', async () => {
      const { serial } = await request();
      await produceCard(bed, serial, production);
      expect(await produceCard(bed, serial, production)).toBe('not-producible');
      const other = await request();
      await revokeCard(bed, other.serial, 'lost');
      expect(await produceCard(bed, other.serial, production)).toBe('not-producible');
      expect(await produceCard(bed, 'CA00000AA', production)).toBe('not-producible');
      expect(pressed.size).toBe(1);
    });

    it('presses the same card again when the press had died, and loses no keys', async () => {
      const { serial } = await request();
      await fillKeyPool(bed, 2, samePair);
      const broken: Production = {
        ...production,
        press: {
          make: async (card, made) => {
            pressed.set(made, card);
            throw new Error('paper jam');
          },
        },
      };
      await expect(produceCard(bed, serial, broken)).rejects.toThrow('paper jam');
      const first = pressed.get(serial);
      bed.clock.advance(60_000);
      expect(await produceCard(bed, serial, production)).toBe('produced');
      expect(pressed.get(serial)).toEqual(first);
      expect(await countFreeKeys(bed.database)).toBe(1);
    });

    it('a card that is revoked in the press keeps no keys in the pool, and is never shipped', async () => {
      const { serial } = await request();
      const press = { make: async () => void (await revokeCard(bed, serial, 'replaced')) };
      expect(await produceCard(bed, serial, { ...production, press })).toBe('not-producible');
      expect(await bed.database.all('select id from card_key_pool order by id')).toEqual([]);
    });

    it('still delivers a card that was never made here', async () => {
      const { serial } = await request();
      expect(await deliverCard(bed, serial)).toBe('delivered');
      expect(await produceCard(bed, serial, production)).toBe('not-producible');
    });

    it('the pool is filled ahead, and cards made at the same time each take their own keys', async () => {
      expect(await fillKeyPool(bed, 4, samePair)).toBe(4);
      expect(await fillKeyPool(bed, 4, samePair)).toBe(0);
      const cards = [await request(), await request(), await request(), await request()];
      const never: DrawKeyPair = async () => {
        throw new Error('the pool was warm');
      };
      const made = cards.map(({ serial }) => produceCard(bed, serial, { ...production, drawKeyPair: never }));
      expect(await Promise.all(made)).toEqual(['produced', 'produced', 'produced', 'produced']);
      expect(await bed.database.all('select id from card_key_pool order by id')).toEqual([]);
    });

    it('promise 19: a dump in the middle of production shows no key, no code, no name', async () => {
      const { serial, receipt } = await request();
      await fillKeyPool(bed, 1, samePair);
      const atThePress: { card: CardState; rows: Awaited<ReturnType<typeof dump>> }[] = [];
      const press: Production['press'] = {
        make: async (card) => void atThePress.push({ card, rows: await dump(bed.database, engine) }),
      };
      await produceCard(bed, serial, { ...production, press });
      const [{ card, rows } = { card: null, rows: [] }] = atThePress;
      const pin = Buffer.from(card?.codes.get(CODE.pin)?.reference ?? []).toString();
      const secretKey = Buffer.from((await drawn).privateKey.subarray(20, 60)).toString('latin1');
      expect(pin.slice(0, 4)).toBe(halfOf(receipt, 'PIN'));
      for (const { table, values } of rows)
        for (const value of values)
          for (const marker of [pin, secretKey, 'Testamarker', 'TSTGSM'])
            expect(holds(value, marker), `${table} holds a secret`).toBe(false);
      expect(JSON.stringify(await bed.events())).not.toContain(pin);
    });
  });
});
