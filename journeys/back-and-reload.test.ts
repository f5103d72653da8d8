import { expect, it } from 'vitest';
import {
  choosePassword,
  chooseSms,
  fillInDigits,
  giveCode,
  giveData,
  proveNoRobot,
  provePhone,
  proveReceipt,
  skipEmail,
} from './activation-walk.ts';
import { otherCode, wrongPuk } from './citizen.ts';
import { journeys } from './country.ts';
import { askToEnter, beforeCode, giveCredentials, giveSignInCode, hasArrived, readConsent } from './sign-in-walk.ts';
import type { Visit } from './visit.ts';

/** Reload and Back, on a page that has just answered a form with an error: no question whether to send it again. */
async function reloadAndBack({ page }: Visit): Promise<void> {
  await page.reload();
  await page.goBack();
}

journeys('Back, reload, double clicks, two tabs', (country) => {
  it('T-ACT-17 at each step of the wizard lose nothing and repeat nothing', async () => {
    const citizen = await country().newCitizen();
    const visit = await country().visit();
    const { page } = visit;

    // 1.1, by a double click: one activation, and Back finds what was typed.
    await visit.go('portal', '/attivazione');
    await visit.fill('Codice Fiscale', citizen.fiscalCode);
    await visit.fill('Numero di serie', citizen.card.serial);
    await proveNoRobot(visit);
    await visit.pressTwice('Continua');
    await visit.standsAt('1.2 Inserisci codice PUK');
    await page.goBack();
    await visit.standsAt('1.1 Scegli come attivare le tue credenziali');
    expect(await page.getByLabel('Numero di serie').inputValue()).toBe(citizen.card.serial);
    await page.goForward();

    // 1.2: one answer by a double click is one guess; a reload is none.
    await visit.standsAt('1.2 Inserisci codice PUK');
    await fillInDigits(visit, wrongPuk(citizen));
    await visit.pressTwice('Continua');
    await visit.reads('4 tentativi');
    await page.reload();
    await visit.reads('Ti restano 4 tentativi');
    await fillInDigits(visit, citizen.card.puk);
    await visit.pressTwice('Continua');

    // 2.1: one SMS by a double click.
    await visit.standsAt('2.1 Verifica Numero Cellulare');
    await page.reload();
    await visit.pressTwice('Continua');
    await page.getByLabel('Codice di verifica OTP').waitFor();
    await page.goBack();
    await visit.press('Continua');
    await page.getByLabel('Codice di verifica OTP').waitFor();
    const code = await citizen.sms.nextCode();
    await giveCode(visit, otherCode(code));
    await visit.isToldOff('Ti restano 4 tentativi');
    await page.reload();
    await visit.fill('Codice di verifica OTP', code);
    await visit.pressTwice('Continua');

    // 2.2.
    await visit.standsAt('2.2 Verifica Indirizzo E-mail');
    await page.goBack();
    await visit.standsAt('2.2 Verifica Indirizzo E-mail');
    await visit.pressTwice('Salta questo passaggio');

    // 2.3: back to the e-mail address and forth again.
    await visit.standsAt('2.3 Crea Credenziali');
    await visit.follow('Indietro');
    await visit.standsAt('2.2 Verifica Indirizzo E-mail');
    await visit.press('Salta questo passaggio');
    await page.getByLabel('Scegli Password').fill('troppo corta');
    await visit.press('Continua');
    await visit.isToldOff('Scrivi la stessa password nei due campi');
    await visit.look('2.3-errors');
    await page.reload();
    await choosePassword(visit);

    // 3 and 4: Back to the password and forth; then by a double click.
    await visit.standsAt('Ci sei quasi...');
    await visit.follow('Indietro');
    await choosePassword(visit);
    await visit.standsAt('Ci sei quasi...');
    await visit.pressTwice('Scegli SMS');
    await visit.standsAt('Credenziali attivate');
    await page.reload();
    await page.goBack();
    await visit.standsAt('Credenziali attivate');
    expect(await citizen.sms.codesReceived()).toBe(1);
  });

  it('T-ACT-17 after each error, Back and reload show pages, never a question whether to send again', async () => {
    const citizen = await country().newCitizen();
    const visit = await country().visit();
    const { page } = visit;
    await visit.go('portal', '/attivazione');
    await visit.press('Continua');
    await visit.isToldOff('Inserisci il codice fiscale');
    await reloadAndBack(visit);
    await giveData(visit, citizen);
    await fillInDigits(visit, wrongPuk(citizen));
    await visit.press('Continua');
    await page.reload();
    await visit.reads('Ti restano 4 tentativi');
    await fillInDigits(visit, citizen.card.puk);
    await visit.press('Continua');
    await visit.press('Continua');
    const code = await citizen.sms.nextCode();
    await giveCode(visit, otherCode(code));
    await giveCode(visit, code);
    await visit.standsAt('2.2 Verifica Indirizzo E-mail');
    await page.goBack();
    await visit.standsAt('2.2 Verifica Indirizzo E-mail');
  });

  it('T-ACT-13 whoever asks for another code too soon, and then types the one they have, goes on', async () => {
    // What used to go wrong: the page that says "too soon" sent the code to the address that asks for another one.
    const citizen = await country().newCitizen();
    const visit = await country().visit({ javaScript: false });
    await proveReceipt(visit, citizen);
    await visit.press('Continua');
    const code = await citizen.sms.nextCode();
    await visit.press('Invia SMS di nuovo');
    await visit.reads('Puoi chiedere un altro codice dalle');
    await visit.look('2.1-too-soon');
    await giveCode(visit, code);
    await visit.standsAt('2.2 Verifica Indirizzo E-mail');
  });

  it('ARE-06 the language can be changed on a page that answers a form, too', async () => {
    const citizen = await country().newCitizen();
    const visit = await country().visit({ javaScript: false });
    await proveReceipt(visit, citizen);
    await visit.press('Continua');
    await citizen.sms.nextCode();
    await visit.press('Invia SMS di nuovo');
    await visit.page.getByRole('link', { name: 'DEU' }).click();
    await visit.page.getByLabel('OTP-Code').waitFor();
  });

  it('T-ACT-17 two tabs walk one activation: whichever is behind is led to where it stands', async () => {
    const citizen = await country().newCitizen();
    const visit = await country().visit();
    await proveReceipt(visit, citizen);
    await visit.standsAt('2.1 Verifica Numero Cellulare');
    const tab = await visit.anotherTab();
    await tab.go('portal', '/attivazione/telefono');
    await tab.standsAt('2.1 Verifica Numero Cellulare');
    await provePhone(visit, citizen);
    // The other tab's button belongs to a step that is done: nothing is sent again.
    await tab.press('Continua');
    await tab.standsAt('2.2 Verifica Indirizzo E-mail');
    await skipEmail(tab);
    await visit.press('Salta questo passaggio');
    await choosePassword(visit);
    await tab.go('portal', '/attivazione/configura');
    await chooseSms(tab);
    await visit.press('Scegli App CieID');
    // It was done by SMS, and stays so.
    await visit.reads('Codice temporaneo OTP via SMS');
    expect(await citizen.sms.codesReceived()).toBe(1);

    // T-ACT-15: a later step's address, before its turn, leads to the step in hand.
    const stranger = await country().visit();
    await stranger.go('portal', '/attivazione/credenziali');
    await stranger.standsAt('1.1 Scegli come attivare le tue credenziali');
  });

  it('T-LOG-11 at sign-in lose nothing and repeat nothing', async () => {
    const citizen = await country().citizenLike('active-sms');
    const codesBefore = await citizen.sms.codesReceived();
    const visit = await country().visit();
    const { page } = visit;
    await askToEnter(visit);
    await giveCredentials(visit, citizen.fiscalCode, 'Sbagliata-99-xx');
    await page.reload();
    await visit.standsAt("RICHIESTA D'ACCESSO CIE LIVELLO 2");
    await page.getByLabel('Numero CIE o Codice fiscale o Email').fill(citizen.fiscalCode);
    await page.getByLabel('Password', { exact: true }).fill(citizen.password ?? '');
    await visit.pressTwice('Procedi');
    await beforeCode(visit);
    await page.goBack();
    await beforeCode(visit);
    await page.reload();
    const code = await citizen.sms.nextCode();
    await giveSignInCode(visit, otherCode(code));
    await page.reload();
    await page.getByLabel('Codice di verifica OTP', { exact: true }).fill(code);
    await visit.pressTwice('Procedi');
    await readConsent(visit, 2, citizen);
    await page.reload();
    await visit.pressTwice('Prosegui');
    await hasArrived(visit, 2, citizen);
    await page.reload();
    await hasArrived(visit, 2, citizen);
    await page.goBack();
    await visit.standsAt('Questo accesso è già concluso');
    expect(await page.getByText(citizen.fiscalCode).count()).toBe(0);
    expect(await citizen.sms.codesReceived()).toBe(codesBefore + 1);
  });

  it('two sign-ins in two tabs do not disturb each other', async () => {
    const citizen = await country().citizenLike('active-sms');
    const visit = await country().visit();
    const tab = await visit.anotherTab();
    await askToEnter(visit);
    await askToEnter(tab, 'school');
    await giveCredentials(visit, citizen.fiscalCode, citizen.password ?? '');
    await beforeCode(visit);
    await giveSignInCode(visit, await citizen.sms.nextCode());
    await visit.reads('Comune di Borgo Lanterna');
    await tab.standsAt("RICHIESTA D'ACCESSO CIE LIVELLO 2");
    await tab.reads('Scuola di Prova');
    await visit.press('Prosegui');
    await hasArrived(visit, 2, citizen);
    await country().api.advanceClock('PT1M');
    await giveCredentials(tab, citizen.fiscalCode, citizen.password ?? '');
    await beforeCode(tab);
    await giveSignInCode(tab, await citizen.sms.nextCode());
    await tab.press('Prosegui');
    await hasArrived(tab, 2, citizen);
  });
});
