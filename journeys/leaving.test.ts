import { expect, it } from 'vitest';
import type { Citizen } from './citizen.ts';
import { type Country, journeys } from './country.ts';
import { answerOf, stateAsked } from './protocol-answer.ts';
import {
  askToEnter,
  askToEnterWith,
  beforeCode,
  giveCredentials,
  giveSignInCode,
  readConsent,
} from './sign-in-walk.ts';
import type { Visit } from './visit.ts';

journeys('leaving a sign-in', (country) => {
  /** The service was told `access_denied`, by this provider and for this very request, and says what to do. */
  async function wasDenied(visit: Visit, here: Country): Promise<void> {
    await visit.standsAt('L’accesso non è stato completato');
    const { error, state, iss, ...others } = answerOf(visit);
    expect({ error, state, iss }).toEqual({
      error: 'access_denied',
      state: stateAsked(visit),
      iss: here.addresses['idp'],
    });
    expect(others).not.toHaveProperty('code');
    await visit.reads('Puoi riprovare.');
    await visit.look('service-denied');
    await visit.page.reload();
    await visit.standsAt('L’accesso non è stato completato');
    await visit.follow('Riprova');
    await visit.standsAt('Accedi');
  }

  const toConsent = async (visit: Visit, citizen: Citizen): Promise<void> => {
    await giveCredentials(visit, citizen.fiscalCode, citizen.password ?? '');
    await beforeCode(visit);
    await giveSignInCode(visit, await citizen.sms.nextCode());
    await readConsent(visit, 2, citizen);
  };

  it('IDP-04 IDP-23 T-OID-10 "Annulla" on each page goes back to the service with access_denied, state and iss', async () => {
    const citizen = await country().citizenLike('active-sms');
    const visit = await country().visit();
    await askToEnter(visit);
    await visit.press('Annulla');
    await wasDenied(visit, country());

    // Also from the page that says what was wrong.
    await askToEnter(visit);
    await giveCredentials(visit, citizen.fiscalCode, 'Sbagliata-99-xx');
    await visit.isToldOff('I dati inseriti non sono corretti');
    await visit.look('credentials-wrong');
    await visit.press('Annulla');
    await wasDenied(visit, country());

    await askToEnter(visit);
    await giveCredentials(visit, citizen.fiscalCode, citizen.password ?? '');
    await beforeCode(visit);
    await visit.press('Annulla');
    await wasDenied(visit, country());
  });

  it('CON-04 refusing the consent sends no data, and the back button shows that it is over', async () => {
    const citizen = await country().citizenLike('active-sms');
    const visit = await country().visit();
    await askToEnter(visit);
    await toConsent(visit, citizen);
    const consent = visit.page.url();
    await visit.press('Annulla');
    await wasDenied(visit, country());
    expect(await visit.page.getByText(citizen.fiscalCode).count()).toBe(0);
    await visit.page.goto(consent);
    await visit.standsAt('Questo accesso è già concluso');
    await visit.look('login-over');
    expect(await visit.page.getByText(citizen.fiscalCode).count()).toBe(0);
  });

  it('T-LOG-23 IDP-23 a login is over after ten minutes, on each page; the service is told, and the citizen too', async () => {
    const { api } = country();
    const citizen = await country().citizenLike('active-sms');
    const visit = await country().visit();
    const isOver = async () => {
      await visit.reads('Il tempo per l’accesso è scaduto');
      await visit.reads('Nessun dato è stato inviato al servizio.');
      await visit.look('timed-out');
      await visit.press('Torna al servizio');
      await wasDenied(visit, country());
    };

    await askToEnter(visit);
    await api.advanceClock('PT11M');
    await giveCredentials(visit, citizen.fiscalCode, citizen.password ?? '');
    await isOver();

    await askToEnter(visit);
    await giveCredentials(visit, citizen.fiscalCode, citizen.password ?? '');
    await beforeCode(visit);
    const code = await citizen.sms.nextCode();
    await api.advanceClock('PT11M');
    await giveSignInCode(visit, code);
    await isOver();

    await askToEnter(visit);
    await toConsent(visit, citizen);
    await api.advanceClock('PT11M');
    await visit.press('Prosegui');
    await isOver();
  });

  it('IDP-17 IDP-23 level 3 begins at the card and is left from there, and from the computer’s page', async () => {
    const visit = await country().visit();
    await askToEnterWith(visit, { level: 3 });
    await visit.reads('Seleziona la modalità di autenticazione');
    await visit.look('level-3');
    await visit.press('Annulla');
    await wasDenied(visit, country());

    await askToEnterWith(visit, { level: 3 });
    await visit.press('Prosegui con computer');
    await visit.press('Annulla');
    await wasDenied(visit, country());
  });

  it('IDP-05 INF-01 the ways out of the credentials page lead to activation and to recovery', async () => {
    const visit = await country().visit();
    await askToEnter(visit);
    const { page } = visit;
    expect(await page.getByRole('navigation', { name: 'Menu principale' }).count()).toBe(0);
    await visit.follow('Non hai ancora attivato le credenziali CIE? Attivale ora');
    await visit.standsAt('Attiva');
    await page.goBack();
    await visit.standsAt("RICHIESTA D'ACCESSO CIE LIVELLO 2");
    await visit.follow('Hai dimenticato la password? Richiedine una nuova.');
    await visit.standsAt('Recupera la password');
  });
});
