import { eachEngine, inProcesses, openTestbed, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { boundPhone, usernamesOf } from './bound-contacts.ts';
import { contactsOf, recordContacts } from './contacts.ts';
import { credentialsOf, mayUse } from './credentials.ts';
import { suspend } from './suspend.ts';
import { type NewCredentials, phoneTaken, switchOn } from './switch-on.ts';
import type { Claims } from './testing/claim-phones.ts';
import { aCitizen, emailOf, type Person, phoneOf, rooms } from './testing/people.ts';

const CLAIM = new URL('./testing/claim-phones.ts', import.meta.url);

eachEngine((engine) => {
  describe('switching credentials on', () => {
    let testbed: Testbed;
    let person: Person;
    beforeEach(async () => {
      testbed = await openTestbed(engine, { migrations: rooms });
      person = await aCitizen(testbed, 1);
    });
    afterEach(() => testbed.close());

    const turnOn = ({ citizenId, phone, email }: Person, changes: Partial<NewCredentials> = {}) =>
      testbed.database.transaction((sql) =>
        switchOn(sql, testbed, { citizenId, phone, email, passwordHash: 'quick:', secondFactor: 'sms', ...changes }),
      );
    const record = (citizenId: string, contacts: { phone?: string; email?: string }) =>
      testbed.database.transaction((sql) => recordContacts(sql, testbed, citizenId, contacts));

    it('ACT-34 binds phone and e-mail, both verified, and all three usernames', async () => {
      expect(await credentialsOf(testbed.database, person.citizenId)).toBeNull();
      expect(await turnOn(person)).toBe('switched-on');
      expect(await credentialsOf(testbed.database, person.citizenId)).toEqual({
        status: 'active',
        secondFactor: 'sms',
        activatedAt: testbed.clock.now(),
        secretsVersion: 1,
      });
      const { fiscalCode, serial, email, phone } = person;
      expect(await usernamesOf(testbed.database, testbed.keys, person.citizenId)).toEqual({
        fiscalCode,
        serial,
        email,
      });
      expect(await contactsOf(testbed.database, testbed.keys, person.citizenId)).toEqual({
        phone,
        phoneVerified: true,
        email,
        emailVerified: true,
      });
      expect(await boundPhone(testbed.database, testbed.keys, person.citizenId)).toBe(phone);
    });

    it('ACT-23 works without an e-mail address, and fills in a first one', async () => {
      expect(await turnOn(person, { email: null })).toBe('switched-on');
      expect(await usernamesOf(testbed.database, testbed.keys, person.citizenId)).toMatchObject({ email: null });

      const other = await aCitizen(testbed, 2);
      await testbed.database.run(`delete from contacts where citizen_id = $1 and kind = 'email'`, other.citizenId);
      expect(await turnOn(other)).toBe('switched-on');
      expect(await contactsOf(testbed.database, testbed.keys, other.citizenId)).toMatchObject({
        email: other.email,
        emailVerified: true,
      });
    });

    it('T-ACT-18 never replaces what is on file', async () => {
      expect(await turnOn(person, { phone: phoneOf(99) })).toBe('contact-changed');
      expect(await turnOn(person, { email: emailOf(99) })).toBe('contact-changed');
      expect(await credentialsOf(testbed.database, person.citizenId)).toBeNull();
      expect(await contactsOf(testbed.database, testbed.keys, person.citizenId)).toMatchObject({
        phone: person.phone,
        email: person.email,
        emailVerified: false,
      });
    });

    it('happens once', async () => {
      expect(await turnOn(person)).toBe('switched-on');
      expect(await turnOn(person, { passwordHash: 'quick:another' })).toBe('already-active');
      const row = await testbed.database.first('select password_hash from credentials order by citizen_id');
      expect(row).toEqual({ password_hash: 'quick:' });
    });

    it('FAM-01 refuses the phone of another citizen’s credentials, and leaves nothing half made', async () => {
      await turnOn(person);
      const other = await aCitizen(testbed, 2);
      await record(other.citizenId, { phone: person.phone });
      expect(await phoneTaken(testbed.database, testbed.keys, person.phone, other.citizenId)).toBe(true);
      expect(await phoneTaken(testbed.database, testbed.keys, person.phone, person.citizenId)).toBe(false);
      expect(await turnOn({ ...other, phone: person.phone })).toBe('phone-taken');
      expect(await credentialsOf(testbed.database, other.citizenId)).toBeNull();
      expect(await usernamesOf(testbed.database, testbed.keys, other.citizenId)).toMatchObject({ email: null });
      expect((await testbed.events()).at(-1)).toMatchObject({ act: 'credentials.phone-taken', rule: 'FAM-01' });
    });

    it('FAM-01 lets the desk record one phone for two: it is bound when credentials are switched on', async () => {
      const other = await aCitizen(testbed, 2);
      await record(other.citizenId, { phone: person.phone });
      expect(await turnOn({ ...other, phone: person.phone })).toBe('switched-on');
      expect(await turnOn(person)).toBe('phone-taken');
    });

    it('T-ACT-14 gives each of 100 phones to one of the two who claim it from two processes', {
      timeout: 90_000,
    }, async () => {
      const pairs = 100;
      const claims: Claims[] = [[], []];
      for (let number = 0; number < pairs; number++) {
        const [phone, email] = [phoneOf(5_000 + number), emailOf(5_000 + number)];
        for (const side of [0, 1]) {
          const citizenId = `citizen ${side} of pair ${number}`;
          await record(citizenId, { phone, email });
          claims[side] = [...(claims[side] ?? []), { citizenId, phone, email }];
        }
      }
      const [one = [], two = []] = await inProcesses<Claims, string[]>(testbed, CLAIM, claims);
      for (let number = 0; number < pairs; number++) {
        expect([one[number], two[number]].sort(), `pair ${number}`).toEqual(['phone-taken', 'switched-on']);
      }
      const rows = await testbed.database.all<{ citizen_id: string }>('select citizen_id from credentials order by 1');
      expect(rows).toHaveLength(pairs);
      // No half-made account: only those who won have a username.
      const owners = await testbed.database.all<{ citizen_id: string }>(
        'select citizen_id from email_usernames order by 1',
      );
      expect(owners).toEqual(rows);
    });

    it('ACT-27 leaves a shared address the username of whoever had it first; for the other it is a contact', async () => {
      await turnOn(person);
      const other = await aCitizen(testbed, 2);
      await record(other.citizenId, { email: person.email.toUpperCase() });
      expect(await turnOn({ ...other, email: person.email })).toBe('switched-on');
      expect(await usernamesOf(testbed.database, testbed.keys, other.citizenId)).toMatchObject({ email: null });
      expect(await usernamesOf(testbed.database, testbed.keys, person.citizenId)).toMatchObject({
        email: person.email,
      });
      expect(await contactsOf(testbed.database, testbed.keys, other.citizenId)).toMatchObject({ emailVerified: true });
    });

    it('promise 6 shuts the one door when they are suspended, once, and keeps the phone theirs', async () => {
      await turnOn(person);
      expect(await mayUse(testbed.database, person.citizenId, 1)).toBe(true);
      expect(await mayUse(testbed.database, person.citizenId, 2)).toBe(false);
      expect(await suspend(testbed, person.citizenId)).toBe(true);
      expect(await suspend(testbed, person.citizenId)).toBe(false);
      expect(await mayUse(testbed.database, person.citizenId, 1)).toBe(false);
      expect(await phoneTaken(testbed.database, testbed.keys, person.phone, 'somebody else')).toBe(true);
      expect(await turnOn(person)).toBe('already-active');
    });

    it('sends no code of level 2 to a phone that the desk recorded since', async () => {
      await turnOn(person);
      await record(person.citizenId, { phone: phoneOf(77) });
      expect(await boundPhone(testbed.database, testbed.keys, person.citizenId)).toBeNull();
    });
  });
});
