import { NotOfThisPlace } from '@tessera/base';
import { eachEngine, openTestbed, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { usernamesOf } from './bound-contacts.ts';
import { contactsOf, recordContacts } from './contacts.ts';
import { aCitizen, anActiveCitizen, emailOf, phoneOf, readable, rooms } from './testing/people.ts';

eachEngine((engine) => {
  describe('contacts', () => {
    let testbed: Testbed;
    beforeEach(async () => {
      testbed = await openTestbed(engine, { migrations: rooms });
    });
    afterEach(() => testbed.close());

    const record = (citizenId: string, contacts: { phone?: string; email?: string }) =>
      testbed.database.transaction((sql) => recordContacts(sql, testbed, citizenId, contacts));
    const contacts = (citizenId: string) => contactsOf(testbed.database, testbed.keys, citizenId);

    it('DSK-02 are recorded one by one or together, and are unproven', async () => {
      expect(await contacts('a')).toEqual({ phone: null, phoneVerified: false, email: null, emailVerified: false });
      await record('a', { phone: phoneOf(1) });
      await record('a', { email: emailOf(1) });
      await record('a', {});
      expect(await contacts('a')).toEqual({
        phone: phoneOf(1),
        phoneVerified: false,
        email: emailOf(1),
        emailVerified: false,
      });
      expect(testbed.sent).toEqual([]);
    });

    it('promise 12 tell every old contact when one is replaced, in the citizen’s language', async () => {
      const { citizenId, phone, email } = await anActiveCitizen(testbed, 1);
      testbed.sent.length = 0;
      await record(citizenId, { phone: phoneOf(2), email });
      expect(testbed.sent.map(({ kind, to }) => [kind, to])).toEqual([
        ['sms', phone],
        ['email', email],
      ]);
      expect(testbed.sent[0]).toMatchObject({ text: expect.stringContaining('nuovo contatto') });
      expect(await contacts(citizenId)).toEqual({
        phone: phoneOf(2),
        phoneVerified: false,
        email,
        emailVerified: true,
      });
    });

    it('keep their proof when the same is recorded again', async () => {
      const { citizenId, phone, email } = await anActiveCitizen(testbed, 1);
      testbed.sent.length = 0;
      const events = (await testbed.events()).length;
      await record(citizenId, { phone, email: email.toUpperCase() });
      expect(await contacts(citizenId)).toMatchObject({ phoneVerified: true, emailVerified: true });
      expect(testbed.sent).toEqual([]);
      expect(await testbed.events()).toHaveLength(events);
    });

    it('ACT-27 are no username any more once they are replaced', async () => {
      const { citizenId } = await anActiveCitizen(testbed, 1);
      await record(citizenId, { email: emailOf(2) });
      expect(await usernamesOf(testbed.database, testbed.keys, citizenId)).toMatchObject({ email: null });
    });

    it('are both recorded when two desks write at once', async () => {
      await record('a', { phone: phoneOf(1) });
      await Promise.all([2, 3, 4, 5].map((number) => record('a', { phone: phoneOf(number) })));
      expect([2, 3, 4, 5].map(phoneOf)).toContain((await contacts('a')).phone);
    });

    it('promise 19 stand in no row and no event in clear', async () => {
      const { phone, email } = await aCitizen(testbed, 1);
      const rows = await testbed.database.all('select * from contacts order by kind');
      const told = readable(rows) + JSON.stringify(await testbed.events());
      for (const secret of [phone, phone.slice(3), email]) expect(told).not.toContain(secret);
    });

    it('promise 19 do not open in another citizen’s row, in the other kind, or as an old version', async () => {
      await record('a', { phone: phoneOf(1) });
      await record('b', { phone: phoneOf(2) });
      const old = await testbed.database.first<{ address: Uint8Array }>(
        `select address from contacts where citizen_id = 'a'`,
      );
      const put = (citizenId: string) =>
        testbed.database.run('update contacts set address = $2 where citizen_id = $1', citizenId, old?.address ?? null);
      await put('b');
      await expect(contacts('b')).rejects.toThrow(NotOfThisPlace);
      await record('a', { phone: phoneOf(3) });
      await put('a');
      await expect(contacts('a')).rejects.toThrow(NotOfThisPlace);
    });
  });
});
