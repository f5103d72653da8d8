import { contactsOf } from '@tessera/credentials';
import { findCard } from '@tessera/registry';
import { eachEngine, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliverCard } from './deliver-card.ts';
import { requestCard } from './request-card.ts';
import { revokeCard } from './revoke-card.ts';
import { gelsominaAsks, halfOf, lastLetter, openRegistryOffice, requestAndRead } from './testing/registry-office.ts';

eachEngine((engine) => {
  describe('issuance', () => {
    let bed: Testbed;
    beforeEach(async () => {
      bed = await openRegistryOffice(engine);
    });
    afterEach(() => bed.close());

    const acts = async () => (await bed.events()).map(({ act }) => act).filter((act) => act.startsWith('issuance.'));

    it('DSK-04 DSK-05 DSK-07 gives a receipt with the serial number and the first halves', async () => {
      const { serial, nis, receipt } = await requestAndRead(bed, await gelsominaAsks());
      expect(receipt).toMatchObject({ kind: 'letter', holds: 'first-half', language: 'it' });
      expect(receipt.to).toBe('Gelsomina Testamarker\nUfficio Anagrafe, Comune di Pietrachiara');
      expect(receipt.sheets).toHaveLength(1);
      expect(receipt.sheets[0]?.codes).toEqual([
        { label: 'Numero di serie', value: serial },
        { label: 'PIN: prime 4 cifre', value: expect.stringMatching(/^\d{4}$/) },
        { label: 'PUK: prime 4 cifre', value: expect.stringMatching(/^\d{4}$/) },
      ]);
      expect(await findCard(bed.database, serial)).toMatchObject({ nis, status: 'requested', expiresOn: '2036-12-10' });
      expect(await acts()).toEqual(['issuance.card-requested']);
    });

    it('DSK-01 DSK-02 DSK-03 records the contacts given at the request, and those alone', async () => {
      const request = await gelsominaAsks();
      const { citizenId } = await requestCard(bed, { ...request, contacts: { phone: '+393331234567' } });
      expect(await contactsOf(bed.database, bed.keys, citizenId)).toMatchObject({
        phone: '+393331234567',
        email: null,
      });
    });

    it('DSK-06 DSK-07 sends the second halves with the card, on another sheet', async () => {
      const { serial } = await requestAndRead(bed, await gelsominaAsks());
      expect(await deliverCard(bed, serial)).toBe('delivered');
      const letter = lastLetter(bed.sent);
      expect(letter.holds).toBe('second-half');
      expect(letter.sheets).toHaveLength(1);
      expect(letter.sheets[0]?.codes).toEqual([
        { label: 'PIN: ultime 4 cifre', value: expect.stringMatching(/^\d{4}$/) },
        { label: 'PUK: ultime 4 cifre', value: expect.stringMatching(/^\d{4}$/) },
      ]);
      expect(await findCard(bed.database, serial)).toMatchObject({ status: 'delivered' });
      expect(await acts()).toEqual(['issuance.card-requested', 'issuance.card-delivered']);
    });

    it.each([
      ['it', '15 gennaio 2026', 'PIN: prime 4 cifre', 'PIN: ultime 4 cifre'],
      ['en', '15 January 2026', 'PIN: first 4 digits', 'PIN: last 4 digits'],
      ['de', '15. Jänner 2026', 'PIN: die ersten 4 Ziffern', 'PIN: die letzten 4 Ziffern'],
    ] as const)('writes both sheets in the language of the citizen: %s', async (language, date, first, last) => {
      const { serial, receipt } = await requestAndRead(bed, await gelsominaAsks({ language }));
      await deliverCard(bed, serial);
      expect(receipt.language).toBe(language);
      expect(receipt.sheets[0]?.paragraphs[0]).toContain(date);
      expect(receipt.sheets[0]?.codes[1]?.label).toBe(first);
      expect(lastLetter(bed.sent).sheets[0]?.codes[0]?.label).toBe(last);
    });

    it('DSK-06 delivers once, also when twenty clerks press at the same time', async () => {
      const { serial } = await requestCard(bed, await gelsominaAsks());
      bed.sent.length = 0;
      const outcomes = await Promise.all(Array.from({ length: 20 }, () => deliverCard(bed, serial)));
      expect(outcomes.filter((outcome) => outcome === 'delivered')).toHaveLength(1);
      expect(bed.sent).toHaveLength(1);
      expect(await deliverCard(bed, 'CA00000AA')).toBe('not-deliverable');
    });

    it('DSK-11 gives codes to minors as to everybody', async () => {
      for (const birthDate of ['2025-06-01', '2013-06-01', '2008-01-16']) {
        const { serial, receipt } = await requestAndRead(bed, await gelsominaAsks({ birthDate }));
        expect(halfOf(receipt, 'PUK')).toMatch(/^\d{4}$/);
        expect(receipt.sheets[0]?.paragraphs.join(' ')).toContain('istituti scolastici');
        await deliverCard(bed, serial);
        expect(halfOf(lastLetter(bed.sent), 'PUK')).toMatch(/^\d{4}$/);
      }
    });

    it('DSK-12 keeps the second halves of minors at the desk where the municipality does so', async () => {
      const minor = await requestCard(bed, await gelsominaAsks({ birthDate: '2013-06-01', municipality: 'X003' }));
      await deliverCard(bed, minor.serial);
      expect(lastLetter(bed.sent)).toMatchObject({ holds: 'nothing-secret', sheets: [{ codes: [] }] });
      const adult = await requestCard(bed, await gelsominaAsks({ municipality: 'X003' }));
      await deliverCard(bed, adult.serial);
      expect(lastLetter(bed.sent).holds).toBe('second-half');
    });

    it('a citizen who asks again stays one citizen and has two cards', async () => {
      const request = await gelsominaAsks();
      const [first, second] = [await requestCard(bed, request), await requestCard(bed, request)];
      expect(second.citizenId).toBe(first.citizenId);
      expect(second.serial).not.toBe(first.serial);
    });

    it('promise 6 revokes once, from any status; a revoked card is not delivered', async () => {
      const { serial } = await requestCard(bed, await gelsominaAsks());
      expect(await revokeCard(bed, serial, 'lost')).toBe('revoked');
      expect(await revokeCard(bed, serial, 'stolen')).toBe('not-revocable');
      expect(await revokeCard(bed, 'CA00000AA', 'lost')).toBe('not-revocable');
      expect(await deliverCard(bed, serial)).toBe('not-deliverable');
      expect(await acts()).toEqual(['issuance.card-requested', 'issuance.card-revoked']);
    });

    it('promise 21 issues nothing when the audit trail cannot be written', async () => {
      const deaf = { ...bed, audit: { record: () => Promise.reject(new Error('disk full')) } };
      await expect(requestCard(deaf, await gelsominaAsks())).rejects.toThrow('disk full');
      for (const table of ['citizens', 'issued_cards', 'code_halves', 'contacts', 'outbox'])
        expect(await bed.database.all(`select * from ${table}`)).toEqual([]);
      expect(bed.sent).toEqual([]);
    });

    it('refuses a municipality that is not on record, and writes nothing', async () => {
      await expect(requestCard(bed, await gelsominaAsks({ municipality: 'H501' }))).rejects.toThrow(RangeError);
      expect(await bed.database.all('select id from citizens order by id')).toEqual([]);
    });
  });
});
