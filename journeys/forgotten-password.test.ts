import { expect, it } from 'vitest';
import { NEW_PASSWORD, proveNoRobot } from './activation-walk.ts';
import { type Citizen, otherCode } from './citizen.ts';
import { journeys } from './country.ts';
import { askToEnterWith, giveCredentials, hasArrived, readConsent } from './sign-in-walk.ts';
import type { Visit } from './visit.ts';

/** From the link on the login page to the page that asks for the code. */
async function forget(visit: Visit, username: string, via = 'Per SMS'): Promise<void> {
  await visit.standsAt('Recupera la password');
  await visit.look('recovery');
  await visit.fill('Codice fiscale o numero di serie della carta', username);
  await visit.page.getByLabel(via).check();
  await proveNoRobot(visit);
  await visit.press('Continua');
  await visit.standsAt('Inserisci il codice');
}

async function typeCode(visit: Visit, code: string): Promise<void> {
  await visit.fill('Codice di verifica OTP', code);
  await visit.press('Continua');
}

async function setPassword(visit: Visit, password: string): Promise<void> {
  await visit.fill('Scegli Password', password);
  await visit.fill('Conferma Password', password);
  await visit.press('Continua');
}

async function enterAtLevel1(visit: Visit, citizen: Citizen, password: string): Promise<void> {
  await askToEnterWith(visit, { level: 1, fresh: true });
  await giveCredentials(visit, citizen.fiscalCode, password);
}

journeys('a forgotten password', (country) => {
  it('PWD-01 PWD-02 PWD-03 is replaced with a code by SMS; the old one opens nothing, and open sessions are over (T-LOG-21)', async () => {
    const citizen = await country().citizenLike('active-sms');
    const visit = await country().visit();
    await enterAtLevel1(visit, citizen, citizen.password ?? '');
    await visit.press('Prosegui');
    await hasArrived(visit, 1, citizen);
    // The sign-on session is there: level 1 needs no password now.
    await askToEnterWith(visit, { level: 1 });
    await visit.reads('Hai già fatto l’accesso');

    const other = await country().visit();
    await askToEnterWith(other, { level: 1 });
    await other.follow('Hai dimenticato la password? Richiedine una nuova.');
    await forget(other, citizen.fiscalCode.toLowerCase());
    await other.look('recovery-code');
    const code = await citizen.sms.nextCode();
    await typeCode(other, otherCode(code));
    await other.isToldOff('Il codice non è giusto');
    await other.look('recovery-code-wrong');
    await typeCode(other, code);
    await other.standsAt('Scegli la nuova password');
    await other.look('recovery-password');
    await setPassword(other, 'password');
    await other.isToldOff('Aggiungi un numero');
    await other.look('recovery-password-weak');
    await setPassword(other, `Ciao-${citizen.card.serial}`);
    await other.isToldOff('Non usare il tuo nome, il codice fiscale, il numero di serie o i tuoi contatti');
    await setPassword(other, NEW_PASSWORD);
    await other.standsAt('Password cambiata');
    await other.look('recovery-done');
    expect(await citizen.sms.nextWith('La password delle tue credenziali CIE è stata cambiata')).not.toContain(
      citizen.fiscalCode,
    );

    // The open consent page of the first browser, and its session, are over.
    await visit.press('Prosegui');
    await visit.standsAt(visit.labels.requestTitle(1));
    await askToEnterWith(visit, { level: 1 });
    await visit.standsAt(visit.labels.requestTitle(1));
    await giveCredentials(visit, citizen.fiscalCode, citizen.password ?? '');
    await visit.isToldOff('I dati inseriti non sono corretti');
    await giveCredentials(visit, citizen.fiscalCode, NEW_PASSWORD);
    await readConsent(visit, 1, citizen);
  });

  it('PWD-03 works by verified e-mail and serial number too; Back and reload repeat nothing', async () => {
    const citizen = await country().citizenLike('active-sms');
    const visit = await country().visit();
    const { page } = visit;
    await visit.go('portal', '/recupera-password');
    await forget(visit, citizen.card.serial, 'Per e-mail');
    await page.reload();
    await typeCode(visit, await citizen.mail.nextCode());
    await visit.standsAt('Scegli la nuova password');
    await page.goBack();
    await visit.standsAt('Scegli la nuova password');
    await setPassword(visit, NEW_PASSWORD);
    await visit.standsAt('Password cambiata');
    await page.goBack();
    expect(await page.getByLabel('Scegli Password').count()).toBe(0);
    await enterAtLevel1(visit, citizen, NEW_PASSWORD);
    await readConsent(visit, 1, citizen);
  });

  it('promise 7: a name that belongs to nobody gets the very same pages, and nobody gets a message', async () => {
    const stranger = await country().newCitizen();
    const visit = await country().visit();
    await visit.go('portal', '/recupera-password');
    await forget(visit, stranger.fiscalCode);
    await visit.reads('Se i dati sono giusti e le credenziali sono attive, ti abbiamo inviato un codice per SMS.');
    await typeCode(visit, '123456');
    await visit.isToldOff('Il codice non è giusto');
    expect(await stranger.sms.read()).toEqual([]);
    await visit.go('portal', '/recupera-password/codice');
    await country().api.advanceClock('PT1H');
    await visit.page.reload();
    await visit.standsAt('Il recupero è scaduto');
    await visit.look('recovery-over');
  });
});
