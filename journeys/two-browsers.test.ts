import { expect, it } from 'vitest';
import { proveReceipt } from './activation-walk.ts';
import { journeys } from './country.ts';
import { askToEnter, beforeCode, giveCredentials, giveSignInCode, hasArrived, readConsent } from './sign-in-walk.ts';

const ELSEWHERE = 'Accesso iniziato in un altro browser';

journeys('two browsers', (country) => {
  it('promise 13, T-LOG-16: a login’s address opens nothing in another browser, at any step, and the first goes on undisturbed', async () => {
    const citizen = await country().citizenLike('active-sms');
    const [owner, other] = [await country().visit(), await country().visit()];
    const opensNothing = async () => {
      await other.page.goto(owner.page.url());
      await other.standsAt(ELSEWHERE);
      await other.look('other-browser');
      expect(await other.page.getByText(citizen.fiscalCode).count()).toBe(0);
    };
    await askToEnter(owner);
    await opensNothing();
    await giveCredentials(owner, citizen.fiscalCode, citizen.password ?? '');
    await beforeCode(owner);
    await opensNothing();
    await giveSignInCode(owner, await citizen.sms.nextCode());
    await readConsent(owner, 2, citizen);
    await opensNothing();
    await owner.press('Prosegui');
    await hasArrived(owner, 2, citizen);
  });

  it('promise 13: the answer’s address signs nobody in elsewhere, and is spent where it was used', async () => {
    const citizen = await country().citizenLike('active-sms');
    const [owner, other] = [await country().visit(), await country().visit()];
    await askToEnter(owner);
    await giveCredentials(owner, citizen.fiscalCode, citizen.password ?? '');
    await beforeCode(owner);
    await giveSignInCode(owner, await citizen.sms.nextCode());
    await owner.press('Prosegui');
    await hasArrived(owner, 2, citizen);
    const answer = owner.asked.findLast((address) => address.includes('/accedi/ritorno?')) ?? '';
    expect(new URL(answer).searchParams.get('code')).not.toBeNull();
    await other.page.goto(answer);
    await other.standsAt('Questo accesso non è più valido');
    await other.look('service-not-expected');
    await other.go('service', '/area-personale');
    await other.standsAt('Accedi');
    await owner.page.goto(answer);
    await hasArrived(owner, 2, citizen);
  });

  it('T-ACT-16 an activation belongs to the browser that began it', async () => {
    const citizen = await country().newCitizen();
    const [owner, other] = [await country().visit(), await country().visit()];
    await proveReceipt(owner, citizen);
    await owner.standsAt('2.1 Verifica Numero Cellulare');
    await other.page.goto(owner.page.url());
    await other.standsAt('1.1 Scegli come attivare le tue credenziali');
    await owner.page.reload();
    await owner.standsAt('2.1 Verifica Numero Cellulare');
  });

  it('T-LOG-23 an activation that was left alone is over after half an hour, and says so', async () => {
    const citizen = await country().newCitizen();
    const visit = await country().visit();
    await proveReceipt(visit, citizen);
    await visit.standsAt('2.1 Verifica Numero Cellulare');
    await country().api.advanceClock('PT29M');
    await visit.press('Chiedi altro tempo');
    await visit.standsAt('2.1 Verifica Numero Cellulare');
    await country().api.advanceClock('PT29M');
    await visit.page.reload();
    await visit.standsAt('2.1 Verifica Numero Cellulare');
    await country().api.advanceClock('PT31M');
    await visit.page.reload();
    await visit.standsAt('La procedura è scaduta');
    await visit.look('expired');
    await visit.follow('Ricomincia');
    await visit.standsAt('1.1 Scegli come attivare le tue credenziali');
  });
});
