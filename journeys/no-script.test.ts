import { expect, it } from 'vitest';
import { activate, giveData, NEW_PASSWORD, openWizard } from './activation-walk.ts';
import { journeys } from './country.ts';
import { signInAtLevel2 } from './sign-in-walk.ts';

journeys(
  'without JavaScript',
  (country) => {
    it('ux.md 4.2, 4.15: the whole way is walked, with a question in plain words in place of the robot check', async () => {
      const citizen = await country().newCitizen({ card: 'requested' });
      const visit = await country().visit({ javaScript: false });
      await openWizard(visit);
      await visit.press(visit.labels.next);
      await visit.isToldOff('Inserisci il codice fiscale');
      await visit.look('1.1-errors');
      await activate(visit, citizen);
      await signInAtLevel2(visit, citizen, NEW_PASSWORD);
    });

    it('ux.md 4.15: five questions an hour for each address, and then it says what to do', async () => {
      const citizen = await country().newCitizen();
      const visit = await country().visit({ javaScript: false });
      // One was answered in the journey before; a wrong answer counts as well.
      for (let i = 0; i < 4; i++) {
        await visit.go('portal', '/attivazione');
        await visit.fill('Codice Fiscale', citizen.fiscalCode);
        await visit.fill('Numero di serie', citizen.card.serial);
        const question = visit.page.getByRole('group', { name: 'Risolvi il captcha' }).getByRole('textbox');
        await question.fill('non lo so');
        await visit.press('Continua');
        await visit.isToldOff('La verifica non è riuscita o è scaduta. Falla di nuovo');
      }
      await giveData(visit, citizen);
      await visit.isToldOff('Hai già risposto a molte domande');
      // What was typed is still there.
      expect(await visit.page.getByLabel('Codice Fiscale').inputValue()).toBe(citizen.fiscalCode);
      await visit.look('1.1-too-many-questions');
      await country().api.advanceClock('PT1H');
      await giveData(visit, citizen);
      await visit.standsAt('1.2 Inserisci codice PUK');
    });
  },
  { looksInPassing: true },
);
