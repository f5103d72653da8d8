import { expect, it } from 'vitest';
import { fillInDigits, giveCode, giveData } from './activation-walk.ts';
import { journeys } from './country.ts';

journeys('the control panel', (country) => {
  it('design.md 5: whoever tries the country out reads codes there, copies them, moves the clock, and reads by which rule', async () => {
    const panel = await country().visit();
    await panel.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await panel.go('controlPanel', '/people');
    await panel.look('panel-people');
    await panel.page.getByLabel('Caso').selectOption('adult-ready');
    await panel.press('Crea');
    const card = panel.page.getByRole('article').filter({ hasText: 'credenziali non attive' }).last();
    const secrets = await card.innerText();
    const [fiscalCode = ''] = /[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]/.exec(secrets) ?? [];
    const [serial = ''] = /C[A-Z]\d{5}[A-Z]{2}/.exec(secrets) ?? [];
    const [, puk = ''] = /PUK\s+(\d{8})/.exec(secrets) ?? [];
    const name = await card.getByRole('heading').innerText();

    const visit = await country().visit();
    await giveData(visit, { fiscalCode, card: { serial } });
    await fillInDigits(visit, puk);
    await visit.press('Continua');
    // The inbox is live: the SMS stands there without a reload.
    await panel.go('controlPanel', '/inbox');
    await visit.press('Continua');
    const message = panel.page.getByRole('article').filter({ hasText: name }).filter({ hasText: 'codice CIE' }).first();
    await message.getByRole('button', { name: /^Copia codice/ }).click();
    await panel.reads('copiato');
    await panel.look('panel-inbox');
    await giveCode(visit, await panel.page.evaluate(() => navigator.clipboard.readText()));
    await visit.standsAt('2.2 Verifica Indirizzo E-mail');

    await panel.go('controlPanel', '/clock');
    await panel.look('panel-clock');
    const before = Date.parse(await country().api.now());
    await panel.press('+48 ore');
    expect(Date.parse(await country().api.now()) - before).toBeGreaterThanOrEqual(48 * 3_600_000);

    await panel.go('controlPanel', '/events');
    await panel.reads('Orologio della prova spostato avanti');
    const proven = panel.page.getByText('Cellulare verificato con il codice').first();
    await proven.waitFor();
    await panel.reads('ACT-21');
    await panel.look('panel-events');
    expect(await panel.page.getByRole('main').innerText()).not.toContain(puk);

    // After two days the wizard's browser is told, and loses nothing that it had.
    await visit.page.reload();
    await visit.standsAt('La procedura è scaduta');
  });

  it('ACT-40 the catalogue lists what is registered, also the moment after', async () => {
    const visit = await country().visit();
    await visit.go('portal', '/servizi');
    await visit.look('services');
    await visit.reads('Comune di Borgo Lanterna');
    await visit.reads('Scuola: anche per chi ha tra 5 e 18 anni');
    await visit.follow('Vai al servizio Comune di Borgo Lanterna');
    await visit.standsAt('Comune di Borgo Lanterna');
  });
});
