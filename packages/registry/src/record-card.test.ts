import { type Random, systemRandom } from '@tessera/base';
import { eachEngine, openTestbed, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Citizen, registerCitizen } from './citizen.ts';
import { cardsOf, findCard, moveCard, revokeIssuedCard } from './issued-card-store.ts';
import { migrations } from './migrations.ts';
import { findMunicipality, INVENTED_MUNICIPALITIES, municipalities, recordMunicipality } from './municipality.ts';
import { recordCard } from './record-card.ts';

eachEngine((engine) => {
  describe('issued cards', () => {
    let bed: Testbed;
    let citizen: Citizen;
    beforeEach(async () => {
      bed = await openTestbed(engine, { migrations });
      for (const municipality of INVENTED_MUNICIPALITIES) await recordMunicipality(bed.database, municipality);
      citizen = await registerCitizen(bed.database, bed, {
        fiscalCode: 'RSSMRA85T10A562S',
        givenName: 'Gelsomino',
        familyName: 'Testamarker',
        birthDate: '1985-12-10',
        birthplace: 'A562',
        sex: 'M',
        language: 'it',
      });
    });
    afterEach(() => bed.close());

    const record = (random: Random = bed.random) =>
      recordCard(bed.database, { clock: bed.clock, random }, { citizen, municipality: 'X001' });

    it('COD-10 DSK-05 have a serial number and a NIS from the request on', async () => {
      const card = await record();
      expect(card.serial).toMatch(/^C[A-Z]\d{5}[A-Z]{2}$/);
      expect(card.nis).toMatch(/^\d{12}$/);
      expect(card).toMatchObject({
        citizenId: citizen.id,
        municipality: 'X001',
        status: 'requested',
        requestedAt: bed.clock.now(),
        expiresOn: '2036-12-10',
      });
      expect(await findCard(bed.database, card.serial)).toEqual(card);
      expect(await findCard(bed.database, 'CA00000AA')).toBeNull();
    });

    it('COD-10 never share a number: a draw that is taken is drawn again', async () => {
      const drawn: Uint8Array[] = [];
      const first = await record({
        bytes: (length) => {
          const bytes = systemRandom.bytes(length);
          drawn.push(bytes);
          return bytes;
        },
      });
      // The very same draws once more, and then others.
      const second = await record({ bytes: (length) => drawn.shift() ?? systemRandom.bytes(length) });
      expect(second.serial).not.toBe(first.serial);
      expect(second.nis).not.toBe(first.nis);

      const stuck: Random = { bytes: (length) => new Uint8Array(length) };
      await record(stuck);
      await expect(record(stuck)).rejects.toThrow('no free serial number');
    });

    it('are listed, the newest first', async () => {
      const first = await record();
      bed.clock.advance(1);
      const second = await record();
      expect(await cardsOf(bed.database, citizen.id)).toEqual([second, first]);
      expect(await cardsOf(bed.database, 'nobody')).toEqual([]);
    });

    it('DSK-09 move from the status they are in, once', async () => {
      const { serial } = await record();
      const moves = await Promise.all(
        Array.from({ length: 20 }, () => moveCard(bed.database, serial, 'requested', 'in-production', bed.clock.now())),
      );
      expect(moves.filter(Boolean)).toHaveLength(1);
      expect(await moveCard(bed.database, serial, 'requested', 'shipped', bed.clock.now())).toBe(false);
      expect(await findCard(bed.database, serial)).toMatchObject({ status: 'in-production' });
    });

    it('DSK-09 are revoked from any status, once and for good', async () => {
      const { serial } = await record();
      expect(await revokeIssuedCard(bed.database, serial, bed.clock.now())).toBe(true);
      expect(await revokeIssuedCard(bed.database, serial, bed.clock.now())).toBe(false);
      expect(await revokeIssuedCard(bed.database, 'CA00000AA', bed.clock.now())).toBe(false);
    });

    it('DSK-12 municipalities have a name and their own way with minors', async () => {
      expect(await municipalities(bed.database)).toHaveLength(INVENTED_MUNICIPALITIES.length);
      await recordMunicipality(bed.database, { belfiore: 'X001', name: 'Pietrachiara', minorsLetter: 'no-halves' });
      expect(await findMunicipality(bed.database, 'X001')).toEqual({
        belfiore: 'X001',
        name: 'Pietrachiara',
        minorsLetter: 'no-halves',
      });
      expect(await findMunicipality(bed.database, 'H501')).toBeNull();
    });
  });
});
