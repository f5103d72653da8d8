import { expect, it } from 'vitest';
import { cardDesk } from './card-desk.ts';
import { askWithCard, givePin, openSoftwareCie, wrongCode } from './card-walk.ts';
import { journeys } from './country.ts';
import { hasArrived, readConsent } from './sign-in-walk.ts';

journeys('level 3 with Software CIE', (country) => {
  const desk = () => cardDesk(country().addresses['controlPanel'] ?? '');

  it.each([true, false])('IDP-20 L3-02 enters with card and PIN (scripts run: %s)', async (javaScript) => {
    const citizen = await country().citizenLike('active-card');
    await desk().place(citizen.card.serial, 'reader');
    const visit = await country().visit({ javaScript });
    await askWithCard(visit);
    await openSoftwareCie(visit);
    await visit.reads('Comune di Borgo Lanterna');
    await visit.look('card-access');
    await givePin(visit, citizen.card.pin);
    await readConsent(visit, 3, citizen);
    await visit.press(visit.labels.agree);
    await hasArrived(visit, 3, citizen);
    expect(await desk().card(citizen.card.serial)).toMatchObject({ triesLeft: { pin: 3, puk: 10 } });
  });

  it('C-15 reader missing: the diagnosis says so; the reader is there, no card; the card is placed, and the citizen is in', async () => {
    const citizen = await country().citizenLike('active-card');
    await desk().clearReader();
    const plugIn = await desk().break({ kind: 'reader-gone' });
    const visit = await country().visit();
    await askWithCard(visit);
    await openSoftwareCie(visit);
    await visit.reads('Nessun lettore collegato');
    await visit.look('card-reader-missing');
    const diagnosis = await visit.anotherTab();
    await diagnosis.go('softwareCie', '/diagnosi');
    await diagnosis.reads('Nessun lettore collegato');
    await diagnosis.look('card-diagnosis');
    // Both pages are live: nobody reloads them.
    await plugIn();
    await diagnosis.reads('Nessuna carta sul lettore');
    await desk().place(citizen.card.serial, 'reader');
    await diagnosis.reads('La carta non è abbinata a questo computer');
    await visit.page.getByLabel('PIN di 8 cifre').waitFor();
    await givePin(visit, citizen.card.pin);
    await readConsent(visit, 3, citizen);
    await visit.press(visit.labels.agree);
    await hasArrived(visit, 3, citizen);
  });

  it('COD-03 three wrong PINs block, the PUK gives them back, and the new PIN enters', async () => {
    const citizen = await country().citizenLike('active-card');
    const { serial, pin, puk } = citizen.card;
    await desk().place(serial, 'reader');
    const visit = await country().visit();
    await askWithCard(visit);
    await openSoftwareCie(visit);
    await givePin(visit, wrongCode(pin));
    await visit.reads('PIN sbagliato. Rimangono 2 tentativi.');
    await givePin(visit, wrongCode(pin));
    await visit.reads('È l’ultimo tentativo');
    await visit.look('card-last-try');
    await visit.page.getByLabel('Ho controllato il PIN e voglio provare l’ultima volta').check();
    await givePin(visit, wrongCode(pin));
    await visit.reads('il PIN è bloccato');
    expect((await desk().card(serial)).triesLeft).toEqual({ pin: 0, puk: 10 });

    await visit.go('softwareCie', '/sblocca-pin');
    await visit.fill('PUK di 8 cifre', puk);
    await visit.page.getByRole('textbox', { name: 'Nuovo PIN', exact: true }).fill('27182818');
    await visit.fill('Ripeti il nuovo PIN', '27182818');
    await visit.press('Sblocca PIN');
    await visit.reads('Il PIN è sbloccato');
    expect((await desk().card(serial)).triesLeft).toEqual({ pin: 3, puk: 10 });

    const again = await visit.anotherTab();
    await askWithCard(again);
    await openSoftwareCie(again);
    await givePin(again, '27182818');
    await readConsent(again, 3, citizen);
    await again.press(again.labels.agree);
    await hasArrived(again, 3, citizen);
  });

  it('the tag lost in the middle costs no try, and the same request goes on', async () => {
    const citizen = await country().citizenLike('active-card');
    const { serial, pin } = citizen.card;
    await desk().place(serial, 'reader');
    const visit = await country().visit();
    await askWithCard(visit);
    await openSoftwareCie(visit);
    await desk().break({ kind: 'tag-lost', target: serial, atApdu: 12 });
    await givePin(visit, pin);
    await visit.reads('La lettura si è interrotta');
    await visit.look('card-lost');
    await expect.poll(() => desk().card(serial)).toMatchObject({ place: 'drawer', triesLeft: { pin: 3, puk: 10 } });
    await desk().place(serial, 'reader');
    // The page is live: it asks for the PIN again by itself.
    await givePin(visit, pin);
    await readConsent(visit, 3, citizen);
  });

  it.each([
    ['card-expired', 'La tua carta è scaduta'],
    ['card-revoked', 'La tua carta non è più valida'],
    ['minor-12', 'Con la carta si entra da 18 anni'],
  ])('L3-10 MIN-03 %s: the page says why', async (scenario, told) => {
    const citizen = await country().citizenLike(scenario);
    await desk().clearReader();
    await desk().place(citizen.card.serial, 'reader');
    const visit = await country().visit();
    await askWithCard(visit);
    await openSoftwareCie(visit);
    await givePin(visit, citizen.card.pin);
    await visit.reads(told);
    await visit.look(scenario);
    await visit.press(visit.labels.backToService);
    await visit.reads(visit.labels.notCompleted);
  });
});
