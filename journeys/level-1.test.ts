import { expect, it } from 'vitest';
import { journeys } from './country.ts';
import { askToEnterWith, beforeCode, giveCredentials, hasArrived, readConsent } from './sign-in-walk.ts';

journeys(
  'level 1',
  (country) => {
    it('IDP-21 CON-05 enters with the password alone, and no code is sent', async () => {
      const citizen = await country().citizenLike('active-sms');
      const before = await citizen.sms.codesReceived();
      const visit = await country().visit();
      await askToEnterWith(visit, { level: 1 });
      await visit.standsAt(visit.labels.requestTitle(1));
      await visit.look('credentials-1');
      await giveCredentials(visit, citizen.card.serial, citizen.password ?? '');
      await readConsent(visit, 1, citizen);
      await visit.press(visit.labels.agree);
      await hasArrived(visit, 1, citizen);
      await visit.page.getByRole('link', { name: 'Vedi i messaggi scambiati durante il tuo accesso' }).click();
      await visit.look('developers-after');
      expect(await visit.page.getByText('non rispettata').count()).toBe(0);
      expect(await citizen.sms.codesReceived()).toBe(before);
    });

    it('ACT-27 the verified e-mail address is a username too', async () => {
      const citizen = await country().citizenLike('active-sms');
      const visit = await country().visit();
      await askToEnterWith(visit, { level: 1 });
      await giveCredentials(visit, (citizen.email ?? '').toUpperCase(), citizen.password ?? '');
      await readConsent(visit, 1, citizen);
      await visit.press(visit.labels.agree);
      await hasArrived(visit, 1, citizen);
    });

    it('T-LOG-15 the sign-on session serves level 1 alone: consent is asked again, level 2 is proven again', async () => {
      const citizen = await country().citizenLike('active-sms');
      const visit = await country().visit();
      await askToEnterWith(visit, { level: 1 });
      await giveCredentials(visit, citizen.fiscalCode, citizen.password ?? '');
      await visit.press(visit.labels.agree);
      await hasArrived(visit, 1, citizen);

      await askToEnterWith(visit, { level: 1 });
      await visit.reads('Hai già fatto l’accesso');
      await visit.look('consent-signed-on');
      await visit.press(visit.labels.agree);
      await hasArrived(visit, 1, citizen);

      await askToEnterWith(visit, { level: 1, fresh: true });
      await visit.standsAt(visit.labels.requestTitle(1));

      await askToEnterWith(visit, { level: 2 });
      await visit.standsAt(visit.labels.requestTitle(2));
      await giveCredentials(visit, citizen.fiscalCode, citizen.password ?? '');
      await beforeCode(visit);
    });

    it('"Non sei tu?" lets somebody else in, at a shared computer', async () => {
      const [one, other] = [await country().citizenLike('active-sms'), await country().citizenLike('active-sms')];
      const visit = await country().visit();
      await askToEnterWith(visit, { level: 1 });
      await giveCredentials(visit, one.fiscalCode, one.password ?? '');
      await visit.press(visit.labels.agree);
      await hasArrived(visit, 1, one);
      await askToEnterWith(visit, { level: 1 });
      await visit.press('Non sei tu? Entra con altre credenziali');
      await giveCredentials(visit, other.fiscalCode, other.password ?? '');
      await readConsent(visit, 1, other);
      await visit.press(visit.labels.agree);
      await hasArrived(visit, 1, other);
    });
  },
  { looksInPassing: true },
);
