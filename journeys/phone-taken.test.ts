import { expect, it } from 'vitest';
import { activate, choosePassword, chooseSms, provePhone, proveReceipt, skipEmail } from './activation-walk.ts';
import { journeys } from './country.ts';

journeys('a phone number that is somebody’s already', (country) => {
  it('FAM-01 FAM-02 FAM-03 is refused after the digits, with the recipe for an elderly parent', async () => {
    const citizen = await country().citizenLike('phone-in-use');
    const visit = await country().visit();
    await proveReceipt(visit, citizen);
    await visit.standsAt('Non puoi attivare le credenziali da qui');
    await visit.reads('Il numero di cellulare registrato dal Comune è già usato da un’altra persona.');
    await visit.reads('Per il genitore basta un secondo numero, anche su un telefono semplice');
    await visit.look('refused-phone-taken');
    expect(await citizen.sms.read()).toEqual([]);
    await visit.follow('Scopri di più');
    await visit.look('help-family');
  });

  it('FAM-01 T-ACT-14 of two who share a number and stand at the last step, the first gets it and the second is told', async () => {
    const phone = '+393331234567';
    const [first, second] = [await country().newCitizen({ phone }), await country().newCitizen({ phone })];
    const [one, other] = [await country().visit(), await country().visit()];
    await proveReceipt(one, first);
    await provePhone(one, first);
    await skipEmail(one);
    await choosePassword(one);
    await country().api.advanceClock('PT1M');
    await proveReceipt(other, second);
    await second.sms.read();
    await provePhone(other, second);
    await skipEmail(other);
    await choosePassword(other);

    await chooseSms(one);
    await other.press('Scegli SMS');
    await other.standsAt('Non puoi attivare le credenziali da qui');
    await other.reads('Il numero di cellulare registrato dal Comune è già usato da un’altra persona.');
  });

  it('FAM-04 a citizen with a basic phone and no e-mail address activates and needs nothing else', async () => {
    const citizen = await country().citizenLike('no-email');
    const visit = await country().visit();
    await activate(visit, citizen);
    await visit.reads('Non sono necessari altri passaggi');
  });
});
