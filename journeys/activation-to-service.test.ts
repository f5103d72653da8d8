import { expect, it } from 'vitest';
import {
  activate,
  chooseApp,
  choosePassword,
  NEW_PASSWORD,
  openWizard,
  proveEmail,
  provePhone,
  proveReceipt,
} from './activation-walk.ts';
import { journeys } from './country.ts';
import { signInAtLevel2 } from './sign-in-walk.ts';

journeys(
  'from the request of the card into the Stanza del Cittadino',
  (country) => {
    it('ACT-01..38 APP-01 IDP-01..05 IDP-13 CON-01..05 SVC-01..04 activates by SMS before the card is delivered, and enters at level 2', async () => {
      const citizen = await country().newCitizen({ card: 'requested' });
      // ACT-05: only the receipt with the first halves has come.
      expect(citizen.card.puk).toMatch(/^\d{4}\*{4}$/);
      const visit = await country().visit();
      await openWizard(visit);
      await activate(visit, citizen);
      // "Utilizza subito le tue nuove credenziali" (ACT-36): at once means now.
      await signInAtLevel2(visit, citizen, NEW_PASSWORD);
      await visit.press(visit.labels.leave);
      await visit.standsAt(visit.labels.left);
      await visit.look('service-left');
      // T-PRV-08: nothing of what was shown comes back.
      await visit.page.goBack();
      expect(await visit.page.getByText(citizen.fiscalCode).count()).toBe(0);
    });

    it('ACT-25 ACT-27 ACT-37 ACT-39 activates by app with a verified e-mail; until there is a device, the code comes by SMS', async () => {
      const citizen = await country().newCitizen();
      const visit = await country().visit();
      await proveReceipt(visit, citizen);
      await provePhone(visit, citizen);
      await proveEmail(visit, citizen);
      await choosePassword(visit);
      await chooseApp(visit);
      await visit.reads('Modalità di autenticazione:');
      await visit.page.getByRole('img', { name: 'QR code con l’indirizzo' }).waitFor();
      const app = await visit.page.getByRole('main').getByRole('link', { name: '/app-cieid' }).getAttribute('href');
      await visit.page.goto(app ?? '');
      await visit.reads('In questo ambiente l’app CieID non è ancora disponibile');
      await visit.look('app-page');
      await signInAtLevel2(visit, citizen, NEW_PASSWORD);
    });
  },
  { looksInPassing: true },
);
