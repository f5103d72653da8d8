import { DAY, HOUR, MINUTE, SECOND } from '@tessera/base';
import { checkPassword, contactsOf, credentialsOf, recordContacts } from '@tessera/credentials';
import { revokeCard } from '@tessera/issuance';
import { eachEngine, openTestbed, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findActivation, keepActivation } from './begin.ts';
import { doorOf } from './doors.ts';
import { confirmEmail, goOnWithoutEmail, sendEmailCode } from './email.ts';
import { choosePassword } from './password.ts';
import { confirmPhone, sendPhoneCode } from './phone.ts';
import { finishActivation } from './switch-on.ts';
import {
  activate,
  answerWrongly,
  codeSentTo,
  entered,
  GOOD_PASSWORD,
  newCitizen,
  provenInNewBrowser,
  provePhone,
  tables,
  walkToSecondFactor,
} from './testing/index.ts';

const HOST = 'portal.example';

eachEngine((engine) => {
  let bed: Testbed;
  beforeEach(async () => {
    bed = await openTestbed(engine, { migrations: tables });
  });
  afterEach(() => bed.close());

  const stateOf = async (token: string) => (await findActivation(bed, token))?.state;
  const recordPhone = (citizenId: string, phone: string) =>
    bed.database.transaction((sql) => recordContacts(sql, bed, citizenId, { phone }));

  describe('the whole way', () => {
    it('ACT-31 ACT-38 by SMS switches the credentials on at once', async () => {
      const citizen = await newCitizen(bed);
      const { token, result } = await activate(bed, citizen, 'sms');
      expect(result).toEqual({ outcome: 'finished' });
      expect(await credentialsOf(bed.database, citizen.citizenId)).toMatchObject({
        status: 'active',
        secondFactor: 'sms',
      });
      expect(await stateOf(token)).toEqual({
        step: 'finished',
        fiscalCode: citizen.fiscalCode,
        serial: citizen.serial,
        email: null,
        secondFactor: 'sms',
      });
      const signIn = { username: citizen.fiscalCode, password: GOOD_PASSWORD, browser: null };
      expect(await checkPassword(bed, signIn)).toMatchObject({ outcome: 'accepted', citizenId: citizen.citizenId });
    });

    it('ACT-39 by app notes the choice', async () => {
      const citizen = await newCitizen(bed);
      await activate(bed, citizen, 'app');
      expect(await credentialsOf(bed.database, citizen.citizenId)).toMatchObject({ secondFactor: 'app' });
    });

    it('ACT-25 ACT-27 a verified address becomes a username', async () => {
      const citizen = await newCitizen(bed);
      const { token } = await provenInNewBrowser(bed, citizen);
      await provePhone(bed, token, citizen.phone ?? '');
      const sending = await sendEmailCode(bed, await entered(bed, token, 'email'), 'nuova@esempio.it', HOST);
      expect(sending).toEqual({ outcome: 'sent' });
      const code = codeSentTo(bed.sent, 'nuova@esempio.it');
      await confirmEmail(bed, await entered(bed, token, 'email-code'), code);
      await choosePassword(bed, await entered(bed, token, 'password'), GOOD_PASSWORD);
      await finishActivation(bed, await entered(bed, token, 'second-factor'), 'sms');
      expect(await contactsOf(bed.database, bed.keys, citizen.citizenId)).toMatchObject({
        email: 'nuova@esempio.it',
        emailVerified: true,
      });
      const signIn = { username: 'nuova@esempio.it', password: GOOD_PASSWORD, browser: null };
      expect(await checkPassword(bed, signIn)).toMatchObject({ outcome: 'accepted' });
    });

    it('ACT-20 the code goes out by SMS, bound to the site, in the citizen’s language', async () => {
      const citizen = await newCitizen(bed, { language: 'de' });
      const { token } = await provenInNewBrowser(bed, citizen);
      await sendPhoneCode(bed, await entered(bed, token, 'phone'), HOST);
      const sms = bed.sent.at(-1);
      const code = codeSentTo(bed.sent, citizen.phone ?? '');
      expect(sms).toEqual({
        kind: 'sms',
        to: citizen.phone,
        text: expect.stringContaining('zum Aktivieren deiner Zugangsdaten'),
      });
      expect(sms && 'text' in sms && sms.text.endsWith(`\n@${HOST} #${code}`)).toBe(true);
    });
  });

  describe('contacts', () => {
    it('T-ACT-18 an address typed in does not replace the one on file: that one gets the code', async () => {
      const citizen = await newCitizen(bed, { email: 'registrata@esempio.it' });
      const { token } = await provenInNewBrowser(bed, citizen);
      await provePhone(bed, token, citizen.phone ?? '');
      bed.sent.length = 0;
      await sendEmailCode(bed, await entered(bed, token, 'email'), 'altra@esempio.it', HOST);
      expect(bed.sent.map(({ to }) => to)).toEqual(['registrata@esempio.it']);
    });

    it('T-ACT-18 a number that the desk changed meanwhile is proven before anything is switched on', async () => {
      const citizen = await newCitizen(bed);
      const { token } = await walkToSecondFactor(bed, citizen);
      await recordPhone(citizen.citizenId, '+393339999001');
      const result = await finishActivation(bed, await entered(bed, token, 'second-factor'), 'sms');
      expect(result).toEqual({ outcome: 'contact-changed' });
      expect(await stateOf(token)).toMatchObject({ step: 'phone', holder: { phone: '+393339999001' } });
      expect(await credentialsOf(bed.database, citizen.citizenId)).toBeNull();
    });
  });

  describe('codes', () => {
    it('T-ACT-12 a code of another activation of the same citizen opens nothing', async () => {
      const citizen = await newCitizen(bed);
      const [one, other] = [await provenInNewBrowser(bed, citizen), await provenInNewBrowser(bed, citizen)];
      await sendPhoneCode(bed, await entered(bed, one.token, 'phone'), HOST);
      const code = codeSentTo(bed.sent, citizen.phone ?? '');
      bed.clock.advance(61 * SECOND);
      await sendPhoneCode(bed, await entered(bed, other.token, 'phone'), HOST);
      expect(await confirmPhone(bed, await entered(bed, other.token, 'phone-code'), code)).toMatchObject({
        outcome: 'wrong',
      });
      expect(await stateOf(other.token)).toMatchObject({ step: 'phone-code' });
    });

    it('T-ACT-12 the former code is dead once another was sent, and each works once', async () => {
      const citizen = await newCitizen(bed);
      const { token } = await provenInNewBrowser(bed, citizen);
      await sendPhoneCode(bed, await entered(bed, token, 'phone'), HOST);
      const former = codeSentTo(bed.sent, citizen.phone ?? '');
      bed.clock.advance(61 * SECOND);
      await sendPhoneCode(bed, await entered(bed, token, 'phone-code'), HOST);
      const stale = await entered(bed, token, 'phone-code');
      expect(await confirmPhone(bed, stale, former)).toMatchObject({ outcome: 'wrong' });
      const newest = codeSentTo(bed.sent, citizen.phone ?? '');
      expect(await confirmPhone(bed, stale, newest)).toEqual({ outcome: 'accepted' });
      // A second click with the same code finds the step done.
      expect(await confirmPhone(bed, stale, newest)).toEqual({ outcome: 'moved' });
    });

    it('T-ACT-12 a code is refused from the very millisecond in which it expires', async () => {
      const citizen = await newCitizen(bed);
      const { token } = await provenInNewBrowser(bed, citizen);
      await sendPhoneCode(bed, await entered(bed, token, 'phone'), HOST);
      const code = codeSentTo(bed.sent, citizen.phone ?? '');
      bed.clock.advance(10 * MINUTE);
      expect(await confirmPhone(bed, await entered(bed, token, 'phone-code'), code)).toEqual({ outcome: 'expired' });
    });

    it('T-ACT-13 of fifty requests at once one message leaves', async () => {
      const citizen = await newCitizen(bed);
      const { token } = await provenInNewBrowser(bed, citizen);
      const activation = await entered(bed, token, 'phone');
      bed.sent.length = 0;
      const sendings = await Promise.all(Array.from({ length: 50 }, () => sendPhoneCode(bed, activation, HOST)));
      expect(bed.sent).toHaveLength(1);
      expect(sendings.filter(({ outcome }) => outcome === 'sent')).toHaveLength(1);
      expect(sendings.filter(({ outcome }) => outcome === 'wait')).toHaveLength(49);
    });
  });

  describe('steps', () => {
    it('T-ACT-15 open in their order only, and what is proven is not proven again', async () => {
      const citizen = await newCitizen(bed);
      const { token } = await provenInNewBrowser(bed, citizen);
      const activation = await findActivation(bed, token);
      if (activation === null) throw new Error('no activation');
      const doors = (['digits', 'phone', 'phone-code', 'email', 'password', 'second-factor', 'finished'] as const).map(
        (step) => doorOf(step, activation).door,
      );
      expect(doors).toEqual(['behind', 'open', 'ahead', 'ahead', 'ahead', 'ahead', 'ahead']);
    });

    it('T-ACT-17 going back to the address forgets the password, and nothing else', async () => {
      const citizen = await newCitizen(bed);
      const { token } = await walkToSecondFactor(bed, citizen);
      await goOnWithoutEmail(bed, await entered(bed, token, 'email'));
      expect(await stateOf(token)).toEqual({ step: 'password', email: null, holder: expect.anything() });
    });

    it('T-ACT-17 two tabs: the second finds the step done', async () => {
      const citizen = await newCitizen(bed);
      const { token } = await walkToSecondFactor(bed, citizen);
      const [one, two] = [await entered(bed, token, 'second-factor'), await entered(bed, token, 'second-factor')];
      const results = await Promise.all([finishActivation(bed, one, 'sms'), finishActivation(bed, two, 'app')]);
      expect(results.map(({ outcome }) => outcome).sort()).toEqual(['finished', 'moved']);
      const acts = (await bed.events()).map(({ act }) => act);
      expect(acts.filter((act) => act === 'activation.finished')).toHaveLength(1);
    });

    it('promise 29 two browsers of one citizen: one switches on, the other is told', async () => {
      const citizen = await newCitizen(bed);
      const one = await walkToSecondFactor(bed, citizen);
      bed.clock.advance(61 * SECOND);
      const other = await walkToSecondFactor(bed, citizen);
      const results = await Promise.all(
        [one, other].map(async ({ token }) => finishActivation(bed, await entered(bed, token, 'second-factor'), 'sms')),
      );
      expect(results.map(({ outcome }) => outcome).sort()).toEqual(['finished', 'refused']);
    });
  });

  describe('what happens meanwhile', () => {
    it('promise 6 a card revoked before the last step switches nothing on', async () => {
      const citizen = await newCitizen(bed);
      const { token } = await walkToSecondFactor(bed, citizen);
      await revokeCard(bed, citizen.serial, 'stolen');
      const result = await finishActivation(bed, await entered(bed, token, 'second-factor'), 'sms');
      expect(result).toEqual({ outcome: 'refused', obstacle: 'card-revoked' });
      expect(await credentialsOf(bed.database, citizen.citizenId)).toBeNull();
    });

    it('promise 1 five wrong answers close the activations that are under way too', async () => {
      const citizen = await newCitizen(bed);
      const { token } = await walkToSecondFactor(bed, citizen);
      for (let i = 0; i < 5; i++) await answerWrongly(bed, citizen);
      const result = await finishActivation(bed, await entered(bed, token, 'second-factor'), 'sms');
      expect(result).toEqual({ outcome: 'refused', obstacle: 'closed' });
      expect(await credentialsOf(bed.database, citizen.citizenId)).toBeNull();
    });

    it('T-ACT-14 of two citizens with one phone exactly one gets it, each time', async () => {
      for (let pair = 0; pair < 10; pair++) {
        const first = await newCitizen(bed);
        const second = await newCitizen(bed, { phone: first.phone });
        const one = await walkToSecondFactor(bed, first);
        bed.clock.advance(61 * SECOND);
        const two = await walkToSecondFactor(bed, second);
        const results = await Promise.all(
          [one, two].map(async ({ token }) => finishActivation(bed, await entered(bed, token, 'second-factor'), 'sms')),
        );
        expect(results.filter(({ outcome }) => outcome === 'finished')).toHaveLength(1);
        expect(results).toContainEqual({ outcome: 'refused', obstacle: 'phone-taken' });
        bed.clock.advance(HOUR);
      }
    });

    it('an activation is forgotten after half an hour without an act, and after twelve hours in all', async () => {
      const citizen = await newCitizen(bed);
      const { token } = await provenInNewBrowser(bed, citizen);
      bed.clock.advance(30 * MINUTE - 1);
      const activation = await entered(bed, token, 'phone');
      await keepActivation(bed, activation);
      bed.clock.advance(30 * MINUTE - 1);
      expect(await stateOf(token)).toMatchObject({ step: 'phone' });
      bed.clock.advance(1);
      expect(await stateOf(token)).toBeUndefined();
      bed.clock.advance(DAY);
      await provenInNewBrowser(bed, citizen);
      expect(await bed.database.all('select id from activations order by id')).toHaveLength(1);
    });
  });

  describe('the tables', () => {
    it('promise 19 hold nothing in clear: no tax code, serial number, contact, password or digits', async () => {
      const citizen = await newCitizen(bed, { email: 'segreta@esempio.it' });
      await walkToSecondFactor(bed, citizen);
      const rows = [
        await bed.database.all('select * from activations order by id'),
        await bed.database.all('select * from activation_answers order by activation_id'),
        await bed.database.all('select * from activation_budgets order by pair'),
      ];
      const dump = JSON.stringify(rows, (_, value) =>
        value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
      );
      for (const secret of [
        citizen.fiscalCode,
        citizen.serial,
        citizen.phone ?? '',
        'segreta',
        GOOD_PASSWORD,
        'argon2id',
      ]) {
        expect(dump).not.toContain(secret);
      }
    });
  });
});
