import { expect, it } from 'vitest';
import { activate, NEW_PASSWORD, proveReceipt } from './activation-walk.ts';
import { journeys } from './country.ts';
import { birthday, daysAfter, inItalianWords, italianMidnight, secondsFrom } from './italian-midnight.ts';
import { answerOf } from './protocol-answer.ts';
import type { SandboxApi } from './sandbox-api.ts';
import { askToEnter, giveCredentials, signInAtLevel2 } from './sign-in-walk.ts';

const COMUNE = 'Comune di Borgo Lanterna';

/** Noon of a day that has the same birthday every year, far from any midnight: the journeys begin there. */
async function begin(api: SandboxApi): Promise<string> {
  const noon = `${Number((await api.now()).slice(0, 4)) + 1}-03-10T11:00:00.000Z`;
  await api.setClock(noon);
  return noon.slice(0, 10);
}

journeys('minors', (country) => {
  it('MIN-02 MIN-03 MIN-06 a child of twelve enters the school at level 2, and is told why and until when the Comune stays shut', async () => {
    await begin(country().api);
    const child = await country().citizenLike('active-minor-12');
    const visit = await country().visit();
    await askToEnter(visit);
    await giveCredentials(visit, child.fiscalCode, child.password ?? '');
    await visit.reads('Non puoi ancora entrare in questo servizio');
    await visit.reads('possono accedere esclusivamente agli istituti scolastici di ogni ordine e grado');
    await visit.reads(`Potrai entrare in ${COMUNE} dal ${inItalianWords(birthday(child.birthDate, 18))}.`);
    await visit.look('minor-turned-away');
    await visit.press('Torna al servizio');
    await visit.standsAt('L’accesso non è stato completato');
    expect(answerOf(visit)).toMatchObject({ error: 'access_denied' });
    expect(answerOf(visit)).not.toHaveProperty('code');
    // Nothing was sent to the phone either: the refusal comes before the code.
    expect(await child.sms.read()).toEqual([]);

    await signInAtLevel2(visit, child, child.password ?? '', 'school');
  });

  it('MIN-01 MIN-05 a child of four gets no credentials, and gets them from the midnight of the fifth birthday', async () => {
    const { api } = country();
    const today = await begin(api);
    const child = await country().newCitizen({ birthDate: birthday(daysAfter(today, 2), -5) });
    const visit = await country().visit();
    await proveReceipt(visit, child);
    await visit.standsAt('Non puoi attivare le credenziali da qui');
    await visit.reads('Fino al compimento dei 5 anni non è consentito alcun accesso');
    await visit.look('refused-under-5');

    await api.setClock(italianMidnight(birthday(child.birthDate, 5)));
    await activate(visit, child);
    await signInAtLevel2(visit, child, NEW_PASSWORD, 'school');
  });

  it('MIN-04 MIN-05 at 17 years and 364 days the Comune stays shut; at midnight in Rome it lets in', async () => {
    const { api } = country();
    await begin(api);
    const almost = await country().citizenLike('almost-18');
    const eighteenth = birthday(almost.birthDate, 18);
    const midnight = italianMidnight(eighteenth);
    const visit = await country().visit();
    await activate(visit, almost);
    await signInAtLevel2(visit, almost, NEW_PASSWORD, 'school');

    await api.freezeClock(true);
    await api.setClock(secondsFrom(midnight, -1));
    await askToEnter(visit);
    await giveCredentials(visit, almost.fiscalCode, NEW_PASSWORD);
    await visit.reads(`Potrai entrare in ${COMUNE} dal ${inItalianWords(eighteenth)}.`);

    await api.setClock(midnight);
    await signInAtLevel2(visit, almost, NEW_PASSWORD);
    await api.freezeClock(false);
  });
});
