import { expect, it } from 'vitest';
import { cardDesk } from './card-desk.ts';
import { askWithCard, givePin, openSoftwareCie } from './card-walk.ts';
import { journeys } from './country.ts';

journeys('the wallet', (country) => {
  const desk = () => cardDesk(country().addresses['controlPanel'] ?? '');

  it.each([true, false])('a card is put on the reader with its button (scripts run: %s)', async (javaScript) => {
    const { card, givenName, familyName } = await country().citizenLike('active-card');
    await desk().clearReader();
    const visit = await country().visit({ javaScript });
    await visit.go('controlPanel', '/wallet');
    await visit.reads('Nessuna carta sul lettore.');
    await visit.press(`Metti sul lettore la carta di ${givenName} ${familyName}`);
    const reader = visit.page.getByRole('region', { name: 'Lettore' });
    await reader.getByText(card.serial).waitFor();
    expect(await desk().card(card.serial)).toMatchObject({ place: 'reader' });
    await visit.press(`Rimetti nel cassetto la carta di ${givenName} ${familyName}`);
    await visit.reads('Nessuna carta sul lettore.');
  });

  it('a card is dragged onto the reader', async () => {
    const { card } = await country().citizenLike('adult-ready');
    await desk().clearReader();
    const visit = await country().visit();
    // High enough to see the drawer and the reader at once.
    await visit.page.setViewportSize({ width: 1280, height: 8_000 });
    await visit.go('controlPanel', '/wallet');
    const reader = visit.page.getByRole('region', { name: 'Lettore' });
    await visit.page.locator(`#card-${card.serial} .card-face`).dragTo(reader);
    await reader.getByText(card.serial).waitFor();
    expect(await desk().card(card.serial)).toMatchObject({ place: 'reader' });
  });

  it('whoever watches the log during a login reads every command in words, and no PIN', async () => {
    const { card } = await country().citizenLike('active-card');
    await desk().place(card.serial, 'reader');
    const panel = await country().visit();
    await panel.go('controlPanel', `/wallet/log?card=${card.serial}`);
    await panel.reads('Nessuno ha ancora parlato a una carta.');
    const visit = await country().visit();
    await askWithCard(visit);
    await openSoftwareCie(visit);
    await givePin(visit, card.pin);
    await visit.standsAt(visit.labels.consentTitle(3));
    // Live: the page was opened before anybody spoke.
    await panel.reads('INTERNAL AUTHENTICATE: la carta firma con la chiave 81, quella del cittadino');
    await panel.reads('READ BINARY: legge EF.Cert_CIE (certificato del cittadino), dal byte 0');
    await panel.reads('VERIFY: prova il PIN');
    const spaced = card.pin.replaceAll(/./g, '3$& ').trim();
    expect(await panel.page.content()).not.toContain(spaced);
    await panel.look('wallet-log');
    await panel.page.getByText('Byte', { exact: true }).nth(3).click();
    await panel.look('wallet-log-bytes');
    await panel.follow('Mostra anche PIN e PUK');
    expect(await panel.page.content()).toContain(spaced);
    await panel.go('controlPanel', '/wallet');
    await panel.look('wallet');
  });
});
