import { expect, it } from 'vitest';
import { giveData, giveDigits, provePhone, proveReceipt } from './activation-walk.ts';
import { wrongPuk } from './citizen.ts';
import { journeys } from './country.ts';
import { signInAtLevel2 } from './sign-in-walk.ts';
import type { Visit } from './visit.ts';

const CLOSED = 'L’attivazione con le cifre del PUK è chiusa';
const WRONG = 'Le cifre non corrispondono ai dati inseriti';

/** What stands on the page, without what differs from one page to the next: the time until which it stays open. */
const wordsOf = async ({ page }: Visit): Promise<string> =>
  (await page.getByRole('main').innerText()).replace(/\d{1,2}:\d{2}/g, '…');

/** Which digits the page asks for. */
const questionOf = ({ page }: Visit): Promise<string> =>
  page.getByRole('group', { name: /cifra della prima parte/ }).innerText();

journeys('wrong digits of the PUK', (country) => {
  it('ACT-16 T-ACT-02 T-ACT-06 close the activation after five answers; the right ones are refused after that, and the contacts are told', async () => {
    const citizen = await country().newCitizen();
    const visit = await country().visit();
    await giveData(visit, citizen);
    const question = await questionOf(visit);
    for (const left of ['ti restano 4 tentativi', 'ti restano 3 tentativi', 'ti restano 2 tentativi']) {
      await giveDigits(visit, wrongPuk(citizen));
      await visit.isToldOff(WRONG);
      await visit.isToldOff(left);
      await visit.look('1.2-wrong');
    }
    await visit.page.reload();
    await visit.reads('Ti restano 2 tentativi');
    await visit.look('1.2-tries-left');

    // The count and the question belong to the card: another browser finds both as they were.
    const elsewhere = await country().visit();
    await giveData(elsewhere, citizen);
    await elsewhere.reads('Ti restano 2 tentativi');
    expect((await questionOf(elsewhere)).replace(/\s/g, '')).toBe(question.replace(/\s/g, ''));
    await giveDigits(elsewhere, wrongPuk(citizen));
    await elsewhere.isToldOff(
      'Ti resta un solo tentativo: se sbagli, l’attivazione con le cifre del PUK si chiude e si riapre soltanto in Comune',
    );
    await elsewhere.look('1.2-last-try');
    await giveDigits(elsewhere, wrongPuk(citizen));
    await elsewhere.standsAt(CLOSED);
    await elsewhere.look('1.2-closed');

    await giveDigits(visit, citizen.card.puk);
    await visit.standsAt(CLOSED);
    await giveData(visit, citizen);
    await visit.standsAt(CLOSED);

    expect(await citizen.sms.nextWith('chiusa dopo 5 risposte sbagliate')).toContain('Se non sei stato tu');
    expect(await citizen.mail.nextWith('cifre sbagliate del codice PUK')).not.toContain(citizen.fiscalCode);
  });

  it('promise 7: a pair that does not exist looks the same at each answer, and is closed the same', async () => {
    const [real, other] = [await country().newCitizen(), await country().newCitizen()];
    const unknown = { fiscalCode: real.fiscalCode, card: { serial: other.card.serial } };
    const [known, stranger] = [await country().visit(), await country().visit()];
    await giveData(known, real);
    await giveData(stranger, unknown);
    for (let answer = 1; answer <= 6; answer++) {
      await giveDigits(known, wrongPuk(real));
      await giveDigits(stranger, '1111');
      if (answer >= 5) break;
      // Which digits are asked is drawn for each pair; everything else is word for word the same.
      const withoutQuestion = (text: string) => text.replace(/[1-4](?=[ª°])/g, '…').replace(/[\n*…ª cifra]+/g, ' ');
      expect(withoutQuestion(await wordsOf(stranger))).toBe(withoutQuestion(await wordsOf(known)));
    }
    expect(await wordsOf(stranger)).toBe(await wordsOf(known));
    await stranger.standsAt(CLOSED);
    expect(await other.sms.read()).toEqual([]);
  });

  it('T-ACT-19 a stranger who closes the activation of an active card leaves its level 2 untouched', async () => {
    const citizen = await country().citizenLike('active-sms');
    const stranger = await country().visit();
    await giveData(stranger, citizen);
    for (let answer = 1; answer <= 5; answer++) await giveDigits(stranger, wrongPuk(citizen));
    await stranger.standsAt(CLOSED);
    await citizen.sms.nextWith('chiusa dopo 5 risposte sbagliate');
    const owner = await country().visit();
    await signInAtLevel2(owner, citizen, citizen.password ?? '');
  });

  it('promise 3: who proves the receipt in time loses nothing by the wrong answers before', async () => {
    const citizen = await country().newCitizen();
    const visit = await country().visit();
    await giveData(visit, citizen);
    for (let answer = 1; answer <= 4; answer++) await giveDigits(visit, wrongPuk(citizen));
    await giveDigits(visit, citizen.card.puk);
    await provePhone(visit, citizen);
    await visit.standsAt('2.2 Verifica Indirizzo E-mail');
  });

  it('ACT-03 promise 7: why a card cannot be activated is told to whoever knows the digits alone', async () => {
    for (const [scenario, reason] of [
      ['active-sms', 'Le credenziali di questa persona sono già attive.'],
      ['card-revoked', 'Questa carta è stata revocata.'],
      ['card-expired', 'Questa carta è scaduta.'],
      ['no-phone', 'Al Comune non risulta un tuo numero di cellulare.'],
    ] as const) {
      const citizen = await country().citizenLike(scenario);
      const visit = await country().visit();
      await giveData(visit, citizen);
      await giveDigits(visit, wrongPuk(citizen));
      await visit.isToldOff(WRONG);
      await proveReceipt(visit, citizen);
      await visit.standsAt('Non puoi attivare le credenziali da qui');
      await visit.reads(reason);
      await visit.look(`refused-${scenario}`);
    }
  });
});
