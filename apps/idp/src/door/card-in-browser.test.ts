import { X509Certificate } from 'node:crypto';
import { type CardHolder, genuine, personWithCard, tables } from '@tessera/login/testing';
import { migrations as oidc } from '@tessera/oidc';
import { openTestbed, type Testbed } from '@tessera/testbed';
import {
  freePort,
  isSound,
  launchBrowser,
  type OpenPage,
  type OpenPageOptions,
  openPage,
  tabStops,
  withChromium,
} from '@tessera/web/testing';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openBrowserWithCertificate } from '../testing/browser-with-certificate.ts';
import { cardAtComputer } from '../testing/card-at-computer.ts';
import { type KnownCards, knownCards } from '../testing/known-cards.ts';
import { type LoginServer, openLoginServer, settingsAt } from '../testing/login-server.tsx';
import { type CertificateDesk, openCertificateDesk, type Pair } from '../testing/openssl.ts';
import { openSoftwareCieDouble, type SoftwareCieDouble } from '../testing/software-cie-double.ts';
import { createCardDoor } from './create-card-door.tsx';

withChromium('level 3 in Chromium', () => {
  const LEVEL_3 = { minimumLevel: 3 } as const;
  const card = cardAtComputer();
  let desk: CertificateDesk;
  let [server, authority, citizen]: Pair[] = [];
  let chromium: Browser;
  let service: FastifyInstance;
  let serviceOrigin: string;
  let bed: Testbed;
  let cards: KnownCards;
  let holder: CardHolder;
  let softwareCie: SoftwareCieDouble;
  let idp: LoginServer;
  let door: FastifyInstance;
  let origin: string;
  let doorOrigin: string;
  let opened: OpenPage[] = [];
  const bugs: unknown[] = [];

  beforeAll(async () => {
    desk = openCertificateDesk();
    [server, authority] = [desk.selfSigned('localhost'), desk.selfSigned('authority')];
    citizen = desk.issuedBy('authority', 'citizen');
    chromium = await launchBrowser();
    service = Fastify();
    service.get('/cb', async (_request, reply) =>
      reply
        .type('text/html')
        .send('<!doctype html><html lang="it"><title>Servizio</title><link rel="icon" href="data:,"><h1>Servizio</h1>'),
    );
    serviceOrigin = (await service.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost');
  });
  afterAll(async () => {
    await service.close();
    await chromium.close();
    desk.close();
  });

  beforeEach(async () => {
    bed = await openTestbed('sqlite', { migrations: [...tables, ...oidc] });
    cards = knownCards();
    holder = await personWithCard(bed);
    const [port, doorPort] = [await freePort(), await freePort()];
    origin = `http://localhost:${port}`;
    doorOrigin = `https://localhost:${doorPort}`;
    softwareCie = await openSoftwareCieDouble(origin, () => card);
    const ways = { check: cards.check, door: doorOrigin, softwareCie: softwareCie.origin };
    idp = await openLoginServer(bed, { origin, service: serviceOrigin, card: ways });
    await idp.server.listen({ port, host: '127.0.0.1' });
    door = await createCardDoor({
      ground: bed,
      settings: settingsAt(doorOrigin),
      idp: origin,
      tls: { key: server?.key ?? '', certificate: server?.certificate ?? '' },
      authorities: [derOf(authority)],
      check: cards.check,
      onBug: (error) => bugs.push(error),
    });
    await door.listen({ port: doorPort, host: '127.0.0.1' });
    cards.know(card.certificate, { ...genuine(holder), publicKey: card.publicKey });
    cards.know(derOf(citizen), { ...genuine(holder), publicKey: card.publicKey });
  });
  afterEach(async () => {
    for (const { context, complaints } of opened) {
      expect(complaints).toEqual({ errors: [], foreign: [] });
      await context.close();
    }
    opened = [];
    expect([...idp.bugs, ...bugs]).toEqual([]);
    await Promise.all([idp.server.close(), door.close(), softwareCie.close()]);
    await bed.close();
  });

  const derOf = (pair: Pair | undefined) => new X509Certificate(pair?.certificate ?? '').raw;
  async function browse(options: Omit<OpenPageOptions, 'origins'> = {}): Promise<Page> {
    const origins = [origin, serviceOrigin, softwareCie.origin, doorOrigin];
    const one = await openPage(chromium, { ...options, origins });
    opened.push(one);
    return one.page;
  }
  const ask = (page: Page, asked: Parameters<LoginServer['ask']>[0] = LEVEL_3) => page.goto(origin + idp.ask(asked));
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

  it('IDP-08, IDP-16..18, IDP-22 a level 2 request offers the card, and the card opens it at level 3', async () => {
    const page = await browse();
    await ask(page, { minimumLevel: 2 });
    await page.getByRole('heading', { name: 'Entra con lettura carta' }).waitFor();
    await isSound(page, 'card-credentials');
    await press(page, 'Entra con lettura carta');
    await page.getByRole('heading', { name: 'Seleziona la modalità di autenticazione' }).waitFor();
    await isSound(page, 'card-ways');
    await press(page, 'Torna a Livello 2');
    await press(page, 'Entra con lettura carta');
    await press(page, 'Prosegui con computer');
    await page.getByText('la carta è sul lettore').waitFor();
    await isSound(page, 'card-computer');
    await press(page, 'Apri Software CIE');
    await page.getByRole('heading', { name: 'Richiesta di accesso CIE Livello 3' }).waitFor();
    await isSound(page, 'card-consent');
    await press(page, 'Prosegui');
    await page.getByRole('heading', { name: 'Servizio' }).waitFor();
    expect(idp.told).toMatchObject([{ authentication: { level: 3, methods: ['card-signature'] } }]);
  });

  it('says what is missing while it is missing: the program, the reader, the card', async () => {
    softwareCie.show(null);
    const page = await browse();
    await ask(page);
    await press(page, 'Prosegui con computer');
    await page.getByText('Software CIE non risponde').waitFor();
    await isSound(page, 'card-no-software-cie');
    softwareCie.show({ readers: 0, card: false });
    await page.getByText('non vede nessun lettore').waitFor();
    softwareCie.show({ readers: 1, card: false });
    await page.getByText('Appoggia la carta sul lettore.', { exact: false }).nth(1).waitFor();
    softwareCie.show({ readers: 1, card: true });
    await page.getByText('la carta è sul lettore').waitFor();
  });

  it('works without JavaScript', async () => {
    const page = await browse({ javaScript: false });
    await ask(page);
    await press(page, 'Prosegui con computer');
    await isSound(page, 'card-computer-without-script');
    await press(page, 'Apri Software CIE');
    await isSound(page, 'card-hand-over');
    await press(page, 'Continua');
    await press(page, 'Prosegui');
    await page.getByRole('heading', { name: 'Servizio' }).waitFor();
  });

  it('can be walked with the keyboard alone', async () => {
    const page = await browse();
    await ask(page, { minimumLevel: 2, preferredLevel: 3 });
    const ways = ['Prosegui con computer', 'Torna a Livello 2', 'Annulla'];
    expect((await tabStops(page, 16)).filter((stop) => ways.includes(stop))).toEqual(ways);
    await page.getByRole('button', { name: 'Prosegui con computer' }).focus();
    await page.keyboard.press('Enter');
    const doors = [
      'Apri Software CIE',
      'Usa il certificato della carta',
      'Scegli un’altra modalità',
      'Torna a Livello 2',
    ];
    await page.getByRole('button', { name: 'Apri Software CIE' }).waitFor();
    expect((await tabStops(page, 18)).filter((stop) => doors.includes(stop))).toEqual(doors);
  });

  it('pages that explain are sound, in three languages', async () => {
    const page = await browse();
    const child = await personWithCard(bed, { birthDate: '2015-05-05' });
    const explained = [
      [{ outcome: 'not-ours' }, 'La carta non è stata riconosciuta'],
      [{ outcome: 'status-unknown' }, 'Ora non possiamo controllare la carta'],
      [{ ...genuine(holder, 'expired'), publicKey: card.publicKey }, 'La tua carta è scaduta'],
      [{ ...genuine(holder, 'revoked'), publicKey: card.publicKey }, 'La tua carta non è più valida'],
      [{ ...genuine(child), publicKey: card.publicKey }, 'Con la carta si entra da 18 anni'],
    ] as const;
    for (const [checked, words] of explained) {
      cards.know(card.certificate, checked);
      await ask(page, { minimumLevel: 2, preferredLevel: 3 });
      await press(page, 'Prosegui con computer');
      await press(page, 'Apri Software CIE');
      await page.getByText(words).waitFor();
      await isSound(page, `card-${words.toLowerCase().replace(/\W+/g, '-')}`);
    }
    await press(page, 'Torna a Livello 2');
    await page.getByLabel('Password', { exact: true }).waitFor();
    for (const [language, words] of [
      ['de', 'Wähle die Art der Anmeldung'],
      ['en', 'Choose how to authenticate'],
    ] as const) {
      const foreign = await browse({ language });
      await ask(foreign);
      await foreign.getByRole('heading', { name: words }).waitFor();
      await isSound(foreign, `card-ways-${language}`);
    }
  });

  it('L3-02 opens level 3 by the certificate in the browser’s own store, in the handshake of the TLS door', async () => {
    const browser = await openBrowserWithCertificate(citizen ?? null, doorOrigin);
    try {
      const page = await browser.context.newPage();
      await ask(page);
      await press(page, 'Prosegui con computer');
      await press(page, 'Usa il certificato della carta');
      await page.getByRole('heading', { name: 'Richiesta di accesso CIE Livello 3' }).waitFor();
      await press(page, 'Prosegui');
      await page.getByRole('heading', { name: 'Servizio' }).waitFor();
      expect(idp.told).toMatchObject([{ authentication: { level: 3, methods: ['card-tls'], means: holder.serial } }]);
    } finally {
      await browser.close();
    }
  });

  it('explains when the browser has no certificate, or one of another authority, which it does not even offer', async () => {
    for (const pair of [null, server ?? null]) {
      const browser = await openBrowserWithCertificate(pair, doorOrigin);
      try {
        const page = await browser.context.newPage();
        await ask(page);
        await press(page, 'Prosegui con computer');
        await press(page, 'Usa il certificato della carta');
        await page.getByText('Il browser non ha presentato la carta').waitFor();
        if (pair === null) await isSound(page, 'card-no-certificate');
        await page.goto(`${doorOrigin}/card/${'x'.repeat(43)}`);
        await page.getByRole('heading', { name: 'Questo passaggio non vale più' }).waitFor();
        if (pair === null) await isSound(page, 'card-door-over');
      } finally {
        await browser.close();
      }
    }
  });
});
