import { it } from 'vitest';
import {
  choosePassword,
  chooseSms,
  fillInDigits,
  giveData,
  giveDigits,
  NEW_PASSWORD,
  provePhone,
  skipEmail,
} from './activation-walk.ts';
import { cardDesk } from './card-desk.ts';
import { givePin, openSoftwareCie, wrongCode } from './card-walk.ts';
import type { Citizen } from './citizen.ts';
import { journeys } from './country.ts';
import { askToEnterWith, giveCredentials, readConsent } from './sign-in-walk.ts';
import type { Visit } from './visit.ts';

journeys('an activation with the card', (country) => {
  const desk = () => cardDesk(country().addresses['controlPanel'] ?? '');

  /** From step 1.1 to the page of the provider where the card is read. */
  const askWithCard = async (visit: Visit): Promise<void> => {
    await visit.go('portal', '/attivazione');
    await visit.reads(
      'Hai già registrato la tua Carta di Identità Elettronica (CIE) sulla App CieID e hai la tua Carta a portata di mano?',
    );
    await visit.look('1.1-card');
    await visit.press('Entra con CIE');
    await visit.standsAt(visit.labels.requestTitle(3));
    await visit.press('Prosegui con computer');
  };

  const readCard = async (visit: Visit, { card }: Citizen): Promise<void> => {
    await desk().clearReader();
    await desk().place(card.serial, 'reader');
    await askWithCard(visit);
    await openSoftwareCie(visit);
    await visit.reads('Attivazione credenziali CIE');
    await givePin(visit, card.pin);
    await visit.standsAt('Richiesta di accesso CIE Livello 3');
    await visit.press(visit.labels.agree);
  };

  it.each([true, false])(
    'ACT-09 L3-02 skips data and digits, and what it switches on signs in (scripts run: %s)',
    async (javaScript) => {
      const citizen = await country().citizenLike('adult-ready');
      const visit = await country().visit({ javaScript });
      await readCard(visit, citizen);
      await provePhone(visit, citizen);
      await skipEmail(visit);
      await choosePassword(visit);
      await chooseSms(visit);
      await askToEnterWith(visit, { level: 1, fresh: true });
      await giveCredentials(visit, citizen.fiscalCode, NEW_PASSWORD);
      await readConsent(visit, 1, citizen);
    },
  );

  it('ACT-16 is open where five wrong digits have closed the way without the card', async () => {
    const citizen = await country().citizenLike('adult-ready');
    const visit = await country().visit();
    await giveData(visit, citizen);
    for (let wrong = 1; wrong <= 5; wrong++) {
      await fillInDigits(visit, wrongCode(citizen.card.puk));
      await visit.press(visit.labels.next);
    }
    await visit.standsAt('L’attivazione con le cifre del PUK è chiusa');
    await readCard(visit, citizen);
    await provePhone(visit, citizen);
    await visit.standsAt(visit.labels.emailTitle);
  });

  it('a reading that is cancelled leads back to both ways, and the digits still work', async () => {
    const citizen = await country().citizenLike('adult-ready');
    const visit = await country().visit();
    await askWithCard(visit);
    await visit.press(visit.labels.cancel);
    await visit.standsAt('Non hai completato l’accesso con la Carta');
    await visit.look('1.1-card-refused');
    await visit.follow('Scegli come attivare');
    await giveData(visit, citizen);
    await giveDigits(visit, citizen.card.puk);
    await visit.standsAt(visit.labels.phoneTitle);
  });
});
