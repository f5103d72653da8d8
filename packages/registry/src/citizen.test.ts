import { NotOfThisPlace } from '@tessera/base';
import { eachEngine, openTestbed, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { citizenByFiscalCode, citizenIdOf, findCitizen, type Identity, registerCitizen } from './citizen.ts';
import { composeFiscalCode } from './fiscal-code.ts';
import { migrations } from './migrations.ts';

/** Somebody who plainly does not exist. */
const gelsomina = async (): Promise<Identity> => {
  const person = {
    givenName: 'Gelsomina',
    familyName: 'Testamarker',
    birthDate: '1985-12-10',
    birthplace: 'H501',
    sex: 'F',
    language: 'de',
  } as const;
  return { ...person, fiscalCode: await composeFiscalCode(person) };
};

eachEngine((engine) => {
  describe('citizen', () => {
    let bed: Testbed;
    beforeEach(async () => {
      bed = await openTestbed(engine, { migrations });
    });
    afterEach(() => bed.close());

    it('is found by our identifier and by tax code', async () => {
      const identity = await gelsomina();
      const citizen = await registerCitizen(bed.database, bed, identity);
      expect(citizen).toEqual({ id: citizen.id, ...identity });
      expect(await findCitizen(bed.database, bed.keys, citizen.id)).toEqual(citizen);
      expect(await citizenByFiscalCode(bed.database, bed.keys, identity.fiscalCode)).toEqual(citizen);
      expect(await citizenIdOf(bed.database, bed.keys, identity.fiscalCode)).toBe(citizen.id);
    });

    it('is nobody when unknown', async () => {
      expect(await findCitizen(bed.database, bed.keys, 'nobody')).toBeNull();
      expect(await citizenByFiscalCode(bed.database, bed.keys, 'RSSMRA85T10A562S')).toBeNull();
      expect(await citizenIdOf(bed.database, bed.keys, 'RSSMRA85T10A562S')).toBeNull();
    });

    it('stands in the register once, also when two desks enter the same person at once', async () => {
      const identity = await gelsomina();
      const entered = await Promise.all(
        Array.from({ length: 10 }, () => bed.database.transaction((sql) => registerCitizen(sql, bed, identity))),
      );
      expect(new Set(entered.map(({ id }) => id)).size).toBe(1);
      const changed = { ...identity, familyName: 'Altrocognome' };
      expect(await registerCitizen(bed.database, bed, changed)).toMatchObject({ familyName: 'Testamarker' });
    });

    it('is not entered with a tax code that cannot exist, or before being born', async () => {
      const identity = await gelsomina();
      for (const wrong of [{ fiscalCode: 'RSSMRA85T10A562A' }, { fiscalCode: '' }, { birthDate: '2026-01-16' }])
        await expect(registerCitizen(bed.database, bed, { ...identity, ...wrong })).rejects.toThrow(RangeError);
    });

    it('promise 19 leaves nothing readable at rest, and opens in its own row alone', async () => {
      const identity = await gelsomina();
      const one = await registerCitizen(bed.database, bed, identity);
      const other = await registerCitizen(bed.database, bed, { ...identity, fiscalCode: 'RSSMRA85T10A562S' });
      const rows = await bed.database.all<Record<string, unknown>>('select * from citizens order by id');
      const dump = rows
        .flatMap(Object.values)
        .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)))
        .join('\n');
      for (const marker of [identity.fiscalCode, 'Gelsomina', 'Testamarker', '1985-12-10'])
        expect(dump).not.toContain(marker);

      await bed.database.run(
        'update citizens set identity = (select identity from citizens where id = $2) where id = $1',
        one.id,
        other.id,
      );
      await expect(findCitizen(bed.database, bed.keys, one.id)).rejects.toThrow(NotOfThisPlace);
    });
  });
});
