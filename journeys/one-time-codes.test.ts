import { expect, it } from 'vitest';
import { choosePassword, chooseSms, giveCode, NEW_PASSWORD, proveReceipt, skipEmail } from './activation-walk.ts';
import { type Citizen, otherCode } from './citizen.ts';
import { journeys } from './country.ts';
import { askToEnter, beforeCode, giveCredentials, giveSignInCode, hasArrived, readConsent } from './sign-in-walk.ts';
import type { Visit } from './visit.ts';

/** Stands before the box for the code of step 2.1, which has just been sent. */
async function toPhoneCode(visit: Visit, citizen: Citizen): Promise<string> {
  await proveReceipt(visit, citizen);
  await visit.press('Continua');
  return citizen.sms.nextCode();
}

/** Stands before the box for the code of a sign-in at level 2, which has just been sent. */
async function toSignInCode(visit: Visit, citizen: Citizen): Promise<string> {
  await askToEnter(visit);
  await giveCredentials(visit, citizen.fiscalCode, citizen.password ?? NEW_PASSWORD);
  await beforeCode(visit);
  return citizen.sms.nextCode();
}

journeys('one-time codes', (country) => {
  it('T-ACT-11 T-ACT-12 T-ACT-13 in the wizard: wrong, too soon for another, resent, the old one dead, and never again', async () => {
    const citizen = await country().newCitizen();
    const visit = await country().visit();
    const first = await toPhoneCode(visit, citizen);
    await giveCode(visit, '12345');
    await visit.isToldOff('Inserisci il codice di 6 cifre');
    await giveCode(visit, otherCode(first));
    await visit.isToldOff('Il codice non è giusto. Ti restano 4 tentativi con questo codice');
    await visit.look('2.1-code-wrong');
    // The button waits, and says for how long.
    const again = visit.page.getByRole('button', { name: 'Invia SMS di nuovo' });
    expect(await again.getAttribute('aria-disabled')).toBe('true');
    await visit.reads('Potrai riprovare tra');

    await country().api.advanceClock('PT1M');
    await visit.page.reload();
    await visit.press('Invia SMS di nuovo');
    const second = await citizen.sms.nextCode();
    await giveCode(visit, first);
    await visit.isToldOff('Il codice non è giusto');
    await giveCode(visit, second);
    await visit.standsAt('2.2 Verifica Indirizzo E-mail');

    // Replayed: the form of the step that is done leads on to where the activation stands.
    await visit.page.goBack();
    await visit.standsAt('2.2 Verifica Indirizzo E-mail');
    expect(await citizen.sms.codesReceived()).toBe(2);
  });

  it('T-ACT-12 in the wizard: expired after ten minutes, and a new one is one press away', async () => {
    const citizen = await country().newCitizen();
    const visit = await country().visit();
    const code = await toPhoneCode(visit, citizen);
    await country().api.advanceClock('PT10M');
    await giveCode(visit, code);
    await visit.isToldOff('Questo codice è scaduto o è già stato usato. Fattene mandare uno nuovo');
    await visit.look('2.1-code-expired');
    await visit.press('Invia SMS di nuovo');
    await giveCode(visit, await citizen.sms.nextCode());
    await visit.standsAt('2.2 Verifica Indirizzo E-mail');
  });

  it('T-ACT-11 in the wizard: five wrong ones exhaust the code, the right one comes too late, a new one works', async () => {
    const citizen = await country().newCitizen();
    const visit = await country().visit();
    const code = await toPhoneCode(visit, citizen);
    for (let guess = 1; guess <= 4; guess++) await giveCode(visit, otherCode(code));
    await visit.isToldOff('Ti resta un solo tentativo con questo codice');
    await giveCode(visit, otherCode(code));
    await visit.isToldOff('Questo codice è stato sbagliato 5 volte e non vale più. Fattene mandare uno nuovo');
    await visit.look('2.1-code-exhausted');
    // The page has no box for it any more; the same address still tells whoever types it elsewhere.
    await visit.page.reload();
    await giveCode(visit, code);
    await visit.isToldOff('Questo codice è stato sbagliato 5 volte');
    await country().api.advanceClock('PT1M');
    await visit.page.reload();
    await visit.press('Invia SMS di nuovo');
    await giveCode(visit, await citizen.sms.nextCode());
    await skipEmail(visit);
    await choosePassword(visit);
    await chooseSms(visit);
  });

  it('T-ACT-11 T-ACT-12 T-LOG-24 at sign-in: masked, wrong, exhausted, resent, the old one dead, used once', async () => {
    const citizen = await country().citizenLike('active-sms');
    const visit = await country().visit();
    const first = await toSignInCode(visit, citizen);
    const [message] = (await country().api.messages({ to: citizen.phone ?? '', kind: 'sms' })).slice(-1);
    // The code first, what it is for, and alone on the last line the form that browsers bind to the host (`ux.md` 4.9).
    expect(message?.text).toMatch(
      new RegExp(
        `^${first} è il tuo codice CIE per accedere a Comune di Borgo Lanterna\\.[^]*\\n\\n@localhost #${first}$`,
      ),
    );
    const box = visit.page.getByLabel('Codice di verifica OTP', { exact: true });
    expect(await box.getAttribute('type')).toBe('password');
    expect(await box.getAttribute('autocomplete')).toBe('one-time-code');
    await visit.page.getByRole('button', { name: 'Mostra Codice di verifica OTP' }).click();
    expect(await box.getAttribute('type')).toBe('text');

    await giveSignInCode(visit, otherCode(first));
    await visit.isToldOff('Il codice non è corretto. Puoi riprovare ancora 4 volte.');
    await visit.look('sign-in-code-wrong');
    for (let guess = 2; guess <= 5; guess++) await giveSignInCode(visit, otherCode(first));
    await visit.isToldOff('non puoi più riprovare con questo. Chiedi un nuovo codice.');
    // The page has no box for it any more; the same address still tells whoever types it elsewhere.
    await visit.page.reload();
    await giveSignInCode(visit, first);
    await visit.isToldOff('Hai inserito troppi codici sbagliati: questo non vale più. Chiedi un nuovo codice.');
    await visit.look('sign-in-code-exhausted');

    await country().api.advanceClock('PT1M');
    await visit.page.reload();
    await visit.press('Invia SMS di nuovo');
    const second = await citizen.sms.nextCode();
    await giveSignInCode(visit, first);
    await visit.isToldOff('Il codice non è corretto');
    await giveSignInCode(visit, second);
    await readConsent(visit, 2, citizen);

    // Replayed in another sign-in: a code is for one alone.
    const other = await country().visit();
    await askToEnter(other);
    await giveCredentials(other, citizen.fiscalCode, citizen.password ?? '');
    await beforeCode(other);
    await giveSignInCode(other, second);
    await other.isToldOff('Il codice');
    expect(await other.page.getByRole('heading', { name: 'Richiesta di accesso CIE Livello 2' }).count()).toBe(0);

    await visit.press('Prosegui');
    await hasArrived(visit, 2, citizen);
  });

  it('promise 4: a second sign-in within the minute is told when its own code may leave, and gets it then', async () => {
    const { api } = country();
    await api.freezeClock(true);
    const citizen = await country().citizenLike('active-sms');
    const [one, other] = [await country().visit(), await country().visit()];
    await toSignInCode(one, citizen);
    await askToEnter(other);
    await giveCredentials(other, citizen.fiscalCode, citizen.password ?? '');
    await other.reads('Un SMS è già partito da poco verso il tuo numero terminante con');
    await other.look('sign-in-code-too-soon');
    await api.advanceClock('PT1M');
    await other.page.reload();
    await other.press('Invia SMS di nuovo');
    await giveSignInCode(other, await citizen.sms.nextCode());
    await readConsent(other, 2, citizen);
    await api.freezeClock(false);
  });

  it('T-ACT-12 at sign-in: a code is good until the login’s own ten minutes are over', async () => {
    const { api } = country();
    await api.freezeClock(true);
    const citizen = await country().citizenLike('active-sms');
    const visit = await country().visit();
    const code = await toSignInCode(visit, citizen);
    await api.advanceClock('PT10M');
    await giveSignInCode(visit, code);
    await visit.reads('Il tempo per l’accesso è scaduto');
    await api.freezeClock(false);
  });
});
