import { ageOn } from '@tessera/base';
import { parseFiscalCode } from '@tessera/registry';
import { describe, expect, it } from 'vitest';
import { inventPerson } from './invented-person.ts';
import { seededRandom } from './seeded-random.ts';

const today = '2026-11-25';
const invent = (number: number, wish = {}, day = today) => inventPerson(seededRandom(1, `person ${number}`), wish, day);

describe('an invented person', () => {
  it('is the same for the same seed, on any day', async () => {
    expect(await invent(1)).toEqual(await invent(1, {}, '2031-01-01'));
    expect(await invent(1)).not.toEqual(await invent(2));
  });

  it('keeps its name and number when something else is wished for', async () => {
    const { givenName, familyName, phone } = await invent(3);
    expect(await invent(3, { age: 12, email: null })).toMatchObject({ givenName, familyName, phone, email: null });
    expect(await invent(3, { phone: null })).toMatchObject({ givenName, familyName, phone: null });
  });

  it('has a tax code that can exist and says the same', async () => {
    for (let number = 1; number <= 200; number++) {
      const person = await invent(number);
      const read = await parseFiscalCode(person.fiscalCode, today);
      expect(read).toMatchObject({ birthDate: person.birthDate, sex: person.sex });
      expect(read?.birthplace.belfiore).toBe(person.birthplace);
    }
  });

  it.each(['2026-11-25', '2028-02-29', '2028-02-28', '2027-03-01', '2026-01-01'])(
    'has the wished age on %s',
    async (day) => {
      for (let number = 1; number <= 50; number++) {
        const age = number % 20;
        expect(ageOn((await invent(number, { age }, day)).birthDate, day)).toBe(age);
      }
    },
  );

  it('has a phone number of a range that no operator uses, and a mailbox that cannot exist', async () => {
    const { phone, email } = await invent(5);
    expect(phone).toMatch(/^\+39399\d{7}$/);
    expect(email).toMatch(/^[a-z]+\.[a-z]+\d{4}@posta\.example$/);
  });
});
