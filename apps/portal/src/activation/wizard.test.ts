import { newCitizen } from '@tessera/activation/testing';
import { HOUR } from '@tessera/base';
import { credentialsOf } from '@tessera/credentials';
import { visitor } from '@tessera/web/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answer, begin, choosePassword, digitFields, PASSWORD_FORM, proveDigits } from './testing/walker.ts';
import { type WizardServer, wizardServer } from './testing/wizard-server.ts';

let wizard: WizardServer;
beforeEach(async () => {
  wizard = await wizardServer();
});
afterEach(async () => {
  await wizard.close();
  expect(wizard.bugs).toEqual([]);
});

const acts = async (act: string): Promise<number> =>
  (await wizard.bed.events()).filter((event) => event.act === act).length;

describe('steps out of order', () => {
  it('T-ACT-15 a later step is refused with 409, written down, and changes nothing', async () => {
    const citizen = await newCitizen(wizard.bed);
    const browser = await proveDigits(wizard, citizen);
    for (const [path, fields] of [
      ['/attivazione/telefono/codice', { code: '123456' }],
      ['/attivazione/email', { email: 'a@esempio.it' }],
      ['/attivazione/email/senza', {}],
      ['/attivazione/credenziali', PASSWORD_FORM],
      ['/attivazione/configura', { secondFactor: 'sms' }],
    ] as const) {
      expect((await browser.post(path, fields)).statusCode, path).toBe(409);
    }
    expect(await acts('activation.step-skipped')).toBe(5);
    expect((await browser.get('/attivazione/configura')).headers['location']).toBe('/attivazione/telefono');
    expect(await credentialsOf(wizard.bed.database, citizen.citizenId)).toBeNull();
  });

  it('T-ACT-15 without an activation every step is refused', async () => {
    const browser = visitor(wizard.server);
    await browser.get('/attivazione');
    for (const path of ['puk', 'telefono', 'telefono/codice', 'email', 'credenziali', 'configura']) {
      expect((await browser.post(`/attivazione/${path}`, PASSWORD_FORM)).statusCode, path).toBe(403);
      expect((await browser.get(`/attivazione/${path}`)).headers['location'], path).toBe('/attivazione');
    }
  });

  it('T-ACT-16 two citizens in two browsers: nothing that one sends reaches the other', async () => {
    const [mine, victims] = [await newCitizen(wizard.bed), await newCitizen(wizard.bed)];
    const [me, victim] = [await proveDigits(wizard, mine), await begin(wizard, victims)];
    const theirs = await digitFields(victim, victims.firstHalf);
    await me.post('/attivazione/puk', theirs);
    expect((await me.get('/attivazione/telefono')).body).toContain(`${(mine.phone ?? '').slice(-2)}</span>`);
    expect((await victim.get('/attivazione/puk')).statusCode).toBe(200);
    expect(await acts('activation.digits-proven')).toBe(1);
  });

  it('T-ACT-17 Back shows what was done as done, and the address can be thought over', async () => {
    const browser = await choosePassword(wizard, await newCitizen(wizard.bed));
    for (const passed of ['puk', 'telefono', 'telefono/codice']) {
      expect((await browser.get(`/attivazione/${passed}`)).headers['location'], passed).toBe('/attivazione/configura');
    }
    expect((await browser.get('/attivazione/email')).statusCode).toBe(200);
    expect((await browser.get('/attivazione/credenziali')).statusCode).toBe(200);
    expect((await browser.get('/attivazione/configura')).statusCode).toBe(200);
  });
});

describe('steps 3 and 4', () => {
  it('ACT-34..36 by SMS: the summary stays on reload, and the last form sent again changes nothing', async () => {
    const citizen = await newCitizen(wizard.bed);
    const browser = await choosePassword(wizard, citizen);
    const sent = await Promise.all(
      ['sms', 'sms', 'app'].map((secondFactor) => browser.post('/attivazione/configura', { secondFactor })),
    );
    for (const one of sent) expect(one.headers['location']).toBe('/attivazione/riepilogo');
    for (let i = 0; i < 2; i++) {
      const { body } = await browser.get('/attivazione/riepilogo');
      expect(body).toContain('Credenziali attivate');
      expect(body).toContain(citizen.fiscalCode);
      expect(body).toContain(citizen.serial);
    }
    expect(await acts('activation.finished')).toBe(1);
    expect(await credentialsOf(wizard.bed.database, citizen.citizenId)).toMatchObject({ status: 'active' });
  });

  it('ACT-37 by app: a QR code with its address in words, and the page it leads to says that the app is still to come', async () => {
    const browser = await choosePassword(wizard, await newCitizen(wizard.bed));
    await browser.post('/attivazione/configura', { secondFactor: 'app' });
    const { body } = await browser.get('/attivazione/riepilogo');
    expect(body).toContain('RIEPILOGO DELLA TUA ATTIVAZIONE');
    expect(body).toContain('alt="QR code con l’indirizzo http://localhost/app-cieid"');
    const picture = await browser.get('/app-cieid.svg');
    expect(picture.headers['content-type']).toContain('image/svg+xml');
    expect(picture.body).toContain('<svg');
    expect((await browser.get('/app-cieid')).body).toContain('non è ancora disponibile');
  });

  it('ACT-31 neither app nor SMS is answered with what to choose', async () => {
    const browser = await choosePassword(wizard, await newCitizen(wizard.bed));
    for (const fields of [{}, { secondFactor: 'piccione' }]) {
      const refused = await browser.post('/attivazione/configura', fields);
      expect(refused.statusCode).toBe(422);
      expect(refused.body).toContain('Scegli App CieID oppure SMS');
    }
  });

  it('FAM-02 FAM-03 a phone that is used says so, with the recipe for an elderly parent', async () => {
    const child = await newCitizen(wizard.bed);
    await (await choosePassword(wizard, child)).post('/attivazione/configura', { secondFactor: 'app' });
    const parent = await newCitizen(wizard.bed, { phone: child.phone });
    const browser = await begin(wizard, parent);
    const { body } = await browser.follow(await answer(browser, parent.firstHalf));
    expect(body).toContain('già usato da un’altra persona');
    expect(body).toContain('Per il genitore basta un secondo numero');
  });
});

describe('time', () => {
  it('after half an hour the activation is over, and the page says so', async () => {
    const browser = await proveDigits(wizard, await newCitizen(wizard.bed));
    wizard.bed.clock.advance(HOUR / 2);
    const over = await browser.get('/attivazione/telefono');
    expect(over.statusCode).toBe(403);
    expect(over.body).toContain('La procedura è scaduta');
  });

  it('each page says until when, and gives more time at one press (WCAG 2.2.1)', async () => {
    const browser = await proveDigits(wizard, await newCitizen(wizard.bed));
    expect((await browser.get('/attivazione/telefono')).body).toContain('aperto fino alle 11:30');
    wizard.bed.clock.advance(HOUR / 4);
    const page = await browser.follow(await browser.post('/attivazione/altro-tempo'));
    expect(page.body).toContain('aperto fino alle 11:45');
  });
});

describe('languages', () => {
  it.each([
    ['en', '1.1 Choose how to activate your credentials'],
    ['de', '1.1 Wähle, wie du deine Zugangsdaten aktivierst'],
  ])('X-01 the wizard speaks %s', async (acceptLanguage, title) => {
    const { body } = await visitor(wizard.server, { acceptLanguage }).get('/attivazione');
    expect(body).toContain(title);
    expect(body).toContain(`<html lang="${acceptLanguage}">`);
  });
});
