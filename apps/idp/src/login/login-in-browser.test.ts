import { MINUTE, SECOND } from '@tessera/base';
import { codeSentTo, otherThan, PASSWORD, type Person, personWithCredentials, tables } from '@tessera/login/testing';
import { migrations as oidc } from '@tessera/oidc';
import { openTestbed, type Testbed } from '@tessera/testbed';
import {
  chromiumPath,
  isSound,
  launchBrowser,
  type OpenPage,
  type OpenPageOptions,
  openPage,
  tabStops,
} from '@tessera/web/testing';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LoginServer, openLoginServer } from '../testing/login-server.tsx';

describe.skipIf(chromiumPath() === null)('login in Chromium (needs Chromium)', () => {
  let bed: Testbed;
  let idp: LoginServer;
  let service: FastifyInstance;
  let person: Person;
  let chromium: Browser;
  let origins: string[];
  let origin: string;
  let opened: OpenPage[] = [];

  beforeAll(async () => {
    chromium = await launchBrowser();
    // What stands at the service's return address.
    service = Fastify();
    service.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string' },
      async (_: unknown, body: string) => body,
    );
    service.route({
      method: ['GET', 'POST'],
      url: '/cb',
      handler: async (request, reply) =>
        reply
          .type('text/html')
          .send(
            `<!doctype html><html lang="it"><title>Servizio</title><link rel="icon" href="data:,"><h1>Servizio</h1><p>${request.method} ${JSON.stringify(request.body ?? request.query).replaceAll('<', '')}`,
          ),
    });
    await service.listen({ port: 0, host: '127.0.0.1' });
  });
  afterAll(async () => {
    await service.close();
    await chromium.close();
  });

  beforeEach(async () => {
    bed = await openTestbed('sqlite', { migrations: [...tables, ...oidc] });
    const portOf = (server: FastifyInstance) => (server.server.address() as { port: number }).port;
    const serviceOrigin = `http://localhost:${portOf(service)}`;
    // The origin is part of the settings, so a free port is found first.
    const probe = Fastify();
    await probe.listen({ port: 0, host: '127.0.0.1' });
    const port = portOf(probe);
    await probe.close();
    origin = `http://localhost:${port}`;
    idp = await openLoginServer(bed, { origin, service: serviceOrigin });
    await idp.server.listen({ port, host: '127.0.0.1' });
    origins = [origin, serviceOrigin];
    person = await personWithCredentials(bed);
    bed.sent.length = 0;
  });
  afterEach(async () => {
    for (const { context, complaints } of opened) {
      expect(complaints).toEqual({ errors: [], foreign: [] });
      await context.close();
    }
    opened = [];
    expect(idp.bugs).toEqual([]);
    await idp.server.close();
    await bed.close();
  });

  async function browse(options: Omit<OpenPageOptions, 'origins'> = {}): Promise<Page> {
    const one = await openPage(chromium, { ...options, origins });
    opened.push(one);
    return one.page;
  }
  const ask = (page: Page, asked: Parameters<LoginServer['ask']>[0] = {}) => page.goto(origin + idp.ask(asked));
  async function typeCredentials(page: Page, password = PASSWORD): Promise<void> {
    await page.getByLabel('Numero CIE o Codice fiscale o Email').fill(person.fiscalCode);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Procedi' }).click();
  }
  async function typeCode(page: Page, code = codeSentTo(bed.sent, person.phone)): Promise<void> {
    await page.getByLabel('Codice di verifica OTP', { exact: true }).fill(code);
    await page.getByRole('button', { name: 'Procedi' }).click();
  }

  it('level 2: password, code, consent, and back at the service', async () => {
    const page = await browse();
    await ask(page, { minimumLevel: 2, offlineAccess: true });
    await isSound(page, 'idp-credentials');
    await typeCredentials(page, 'Sbagliata-9-xx');
    await isSound(page, 'idp-credentials-wrong');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('alert');
    await typeCredentials(page);
    await page.getByRole('heading', { name: 'Inserimento codice temporaneo OTP' }).waitFor();
    await isSound(page, 'idp-code');
    await typeCode(page, otherThan(codeSentTo(bed.sent, person.phone)));
    await isSound(page, 'idp-code-wrong');
    await typeCode(page);
    await page.getByRole('heading', { name: 'Richiesta di accesso CIE Livello 2' }).waitFor();
    await isSound(page, 'idp-consent');
    await page.getByRole('button', { name: 'Prosegui' }).click();
    await page.getByRole('heading', { name: 'Servizio' }).waitFor();
    expect(idp.told).toMatchObject([{ outcome: 'authenticated', authentication: { level: 2, offlineAccess: true } }]);
  });

  it('T-LOG-24 the code is masked, and shown when asked', async () => {
    const page = await browse();
    await ask(page, { minimumLevel: 2 });
    await typeCredentials(page);
    const field = page.getByLabel('Codice di verifica OTP', { exact: true });
    expect(await field.getAttribute('type')).toBe('password');
    await page.getByRole('button', { name: 'Mostra Codice di verifica OTP' }).click();
    expect(await field.getAttribute('type')).toBe('text');
  });

  it('pages that explain are sound too', async () => {
    const page = await browse();
    await ask(page, { minimumLevel: 3 });
    await isSound(page, 'idp-level-3');
    await ask(page);
    for (let i = 0; i < 6; i++) await typeCredentials(page, 'Sbagliata-9-xx');
    await page.getByText('Troppi tentativi').waitFor();
    await isSound(page, 'idp-wait');

    person = await personWithCredentials(bed, { birthDate: '2014-04-02' });
    await ask(page);
    await typeCredentials(page);
    await page.getByText('2 aprile 2032').waitFor();
    await isSound(page, 'idp-minor');

    person = await personWithCredentials(bed);
    await ask(page);
    await typeCredentials(page);
    await page.waitForURL('**/consent');
    bed.clock.advance(600 * SECOND);
    await page.reload();
    await page.getByText('Il tempo per l’accesso è scaduto').waitFor();
    await isSound(page, 'idp-timed-out');
    const address = page.url();
    await page.getByRole('button', { name: 'Torna al servizio' }).click();
    await page.getByRole('heading', { name: 'Servizio' }).waitFor();
    await page.goto(address);
    await isSound(page, 'idp-answered');

    const stranger = await browse();
    await stranger.goto(address);
    await isSound(stranger, 'idp-other-browser');
    await stranger.goto(`${origin}/accesses`);
    await isSound(stranger, 'idp-accesses-login');
    await stranger.goto(`${origin}/sample-of-permissions`);
    await isSound(stranger, 'idp-accesses');
    await stranger.goto(`${origin}/`);
    await isSound(stranger, 'idp-home');
  });

  it('WCAG 2.2.1 X-02 says two minutes before the end that it is near, and at the end shows what is true then', async () => {
    const page = await browse();
    await page.clock.install();
    await ask(page);
    const nearEnd = page.getByRole('status').filter({ hasText: 'Rimangono meno di 2 minuti' });
    await page.clock.runFor(7 * MINUTE);
    expect(await nearEnd.count()).toBe(0);
    await page.clock.runFor(MINUTE);
    await nearEnd.waitFor();
    await isSound(page, 'idp-near-end');
    bed.clock.advance(10 * MINUTE);
    await page.clock.runFor(2 * MINUTE);
    await page.getByText('Il tempo per l’accesso è scaduto').waitFor();
  });

  it('a form sent by two clicks at once is one sign-in', async () => {
    const page = await browse();
    await ask(page, { minimumLevel: 2 });
    await page.getByLabel('Numero CIE o Codice fiscale o Email').fill(person.fiscalCode);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Procedi' }).dblclick();
    await page.getByRole('heading', { name: 'Inserimento codice temporaneo OTP' }).waitFor();
    expect(bed.sent).toHaveLength(1);
    await page.getByLabel('Codice di verifica OTP', { exact: true }).fill(codeSentTo(bed.sent, person.phone));
    await page.getByRole('button', { name: 'Procedi' }).dblclick();
    await page.getByRole('button', { name: 'Prosegui' }).dblclick();
    await page.getByRole('heading', { name: 'Servizio' }).waitFor();
    expect(idp.told).toHaveLength(1);
  });

  it('Back and reload lose and repeat nothing', async () => {
    const page = await browse();
    await ask(page, { minimumLevel: 2 });
    await typeCredentials(page);
    await page.getByRole('heading', { name: 'Inserimento codice temporaneo OTP' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'Inserimento codice temporaneo OTP' }).waitFor();
    await page.reload();
    await typeCode(page);
    await page.getByRole('button', { name: 'Prosegui' }).click();
    await page.getByRole('heading', { name: 'Servizio' }).waitFor();
    await page.goBack();
    await page.getByText('Questo accesso è già concluso').waitFor();
    expect(page.url()).toContain('/end');
    expect(idp.told).toHaveLength(1);
  });

  it('works without JavaScript, also when the answer is posted', async () => {
    idp.answerBy('form-post');
    const page = await browse({ javaScript: false });
    await ask(page, { minimumLevel: 2 });
    await typeCredentials(page);
    await typeCode(page);
    await page.getByRole('button', { name: 'Prosegui' }).click();
    await page.getByRole('button', { name: 'Continua' }).click();
    await page.getByText('POST').waitFor();
  });

  it('posts the answer by itself where scripts run', async () => {
    idp.answerBy('form-post');
    const page = await browse();
    await ask(page);
    await typeCredentials(page);
    await page.getByRole('button', { name: 'Annulla' }).click();
    await page.getByText('POST').waitFor();
    expect(idp.told).toEqual([{ outcome: 'refused', reason: 'consent-refused' }]);
  });

  it('can be walked with the keyboard alone', async () => {
    const page = await browse();
    await ask(page);
    const stops = await tabStops(page, 14);
    const order = ['Numero CIE o Codice fiscale o Email', 'Password', 'Mostra Password', 'Procedi', 'Annulla'];
    expect(stops.filter((stop) => order.includes(stop))).toEqual(order);
    await page.getByLabel('Numero CIE o Codice fiscale o Email').focus();
    await page.keyboard.type(person.fiscalCode.toLowerCase());
    await page.keyboard.press('Tab');
    await page.keyboard.type(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Richiesta di accesso CIE Livello 1' }).waitFor();
  });

  it('is complete in German and English', async () => {
    for (const [language, words] of [
      ['de', 'Mit deinen CIE-Zugangsdaten anmelden'],
      ['en', 'Enter with your CIE credentials'],
    ] as const) {
      const page = await browse({ language });
      await ask(page, { minimumLevel: 2 });
      await page.getByRole('heading', { name: words }).waitFor();
      await isSound(page, `idp-credentials-${language}`);
    }
  });
});
