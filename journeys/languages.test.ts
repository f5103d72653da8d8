import { expect, it } from 'vitest';
import { activate, giveData, giveDigits, NEW_PASSWORD, openWizard } from './activation-walk.ts';
import { wrongPuk } from './citizen.ts';
import { journeys } from './country.ts';
import { signInAtLevel2 } from './sign-in-walk.ts';

/** What each language's SMS says after the code. */
const SMS = { en: 'is your CIE code to enter', de: 'ist dein CIE-Code für den Zugang zu' } as const;

journeys(
  'in the reader’s language',
  (country) => {
    for (const language of ['en', 'de'] as const) {
      it(`ux.md 7: the whole way is walked in ${language}, messages included, and no page says a word of Italian`, async () => {
        const citizen = await country().newCitizen({ card: 'requested', language });
        const visit = await country().visit({ language });
        await openWizard(visit);
        await visit.press(visit.labels.next);
        await visit.look('1.1-errors');
        await giveData(visit, citizen);
        await giveDigits(visit, wrongPuk(citizen));
        await visit.look('1.2-wrong');
        await activate(visit, citizen);
        await signInAtLevel2(visit, citizen, NEW_PASSWORD);
        const { phone } = citizen;
        const texts = (await country().api.messages({ to: phone ?? '', kind: 'sms' })).map(({ text }) => text);
        expect(texts.filter((text) => text.includes(SMS[language]))).toHaveLength(1);
        await visit.press(visit.labels.leave);
        await visit.standsAt(visit.labels.left);
        await visit.look('service-left');
      });
    }

    it('ARE-06 the switch keeps the page and what was typed, and is remembered', async () => {
      const citizen = await country().newCitizen();
      const visit = await country().visit();
      const { page } = visit;
      await visit.go('portal', '/attivazione');
      await visit.fill('Numero di serie', citizen.card.serial);
      await page.getByRole('link', { name: 'DEU' }).click();
      await visit.standsAt('1.1 Wähle, wie du deine Zugangsdaten aktivierst');
      expect(await page.getByLabel('Seriennummer').inputValue()).toBe(citizen.card.serial);
      await visit.go('portal');
      expect(await page.locator('html').getAttribute('lang')).toBe('de');
      await page.getByRole('link', { name: 'ITA' }).click();
      await visit.standsAt('Semplifica i tuoi accessi online con la Carta di Identità Elettronica');
    });
  },
  { looksInPassing: true },
);
