import { accessibilityViolations, fitsWidth, launchBrowser, withChromium } from '@tessera/web/testing';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type TemporarySandbox, temporarySandbox } from '../testing/temporary-sandbox.ts';

const PAGES = [
  '/',
  '/people',
  '/wallet',
  '/wallet/log',
  '/inbox',
  '/inbox/clear',
  '/clock',
  '/events',
  '/services',
  '/faults',
  '/api',
  '/reset',
];

withChromium('the control panel', () => {
  let country: TemporarySandbox;
  let browser: Browser;
  beforeAll(async () => {
    [country, browser] = await Promise.all([temporarySandbox(), launchBrowser()]);
    await country.call('post /scenarios/active-sms');
    await country.call('post /faults', { kind: 'email-lost', target: 'nessuno@posta.example' });
  });
  afterAll(async () => {
    await browser.close();
    await country.close();
  });

  /** A fresh browser on one page; complaints of the browser are errors of the test. */
  async function visit(
    path: string,
    options: BrowserContextOptions,
    walk: (page: Page) => Promise<void>,
  ): Promise<void> {
    const context = await browser.newContext({ locale: 'it-IT', reducedMotion: 'reduce', ...options });
    const complaints: string[] = [];
    const page = await context.newPage();
    page.on('console', (message) => {
      // An answer that is an error page is the test's own business: the browser notes each as an error too.
      if (message.type() === 'error' && !message.text().startsWith('Failed to load')) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(error.message));
    try {
      await page.goto(`${country.origin}${path}`);
      await walk(page);
      expect(complaints).toEqual([]);
    } finally {
      await context.close();
    }
  }

  // Each theme and each width once: colours depend on the one, layout on the other.
  it.each([
    { colorScheme: 'light', width: 1280 },
    { colorScheme: 'dark', width: 320 },
  ] as const)(
    'breaks no rule of WCAG 2.2 AA and needs no sideways scrolling: $colorScheme, $width px',
    async (look) => {
      const { colorScheme, width } = look;
      await visit('/', { colorScheme, viewport: { width, height: 900 } }, async (page) => {
        for (const path of [...PAGES, '/inbox/1?view=page', '/inbox/1?view=raw']) {
          await page.goto(`${country.origin}${path}`);
          expect(await accessibilityViolations(page), path).toEqual([]);
          expect(await fitsWidth(page), path).toBe(true);
        }
      });
    },
  );

  it('jumps 48 hours in one click, and says so in the event log', async () => {
    await visit('/', {}, async (page) => {
      const before = country.sandbox.clock.now();
      await page.getByRole('button', { name: '+48 ore' }).click();
      await page.waitForLoadState();
      expect(country.sandbox.clock.now() - before).toBeGreaterThanOrEqual(48 * 3_600_000);
      await page.getByRole('link', { name: 'Registro', exact: true }).click();
      await page.getByText('Orologio della prova spostato avanti').first().waitFor();
    });
  });

  it('shows a message as soon as it arrives, and copies its code', async () => {
    await visit('/inbox', { permissions: ['clipboard-read', 'clipboard-write'] }, async (page) => {
      const { ground } = country.sandbox;
      await ground.database.transaction((sql) =>
        ground.outbox.send(sql, { kind: 'sms', to: '+393990001234', text: '424242 è il tuo codice' }),
      );
      await page.getByText('424242 è il tuo codice').waitFor();
      const copy = page.getByRole('button', { name: 'Copia codice 424242' });
      await copy.click();
      await page.getByText('copiato').waitFor();
      expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('424242');
      expect(await copy.evaluate((button) => button === document.activeElement)).toBe(true);
    });
  });

  it('says to whoever comes first where to begin, and what is broken on purpose; its clock goes on', async () => {
    await visit('/', {}, async (page) => {
      await page.getByRole('link', { name: 'Apri la Stanza del Cittadino' }).waitFor();
      await page.getByText('C’è un guasto fatto apposta.').waitFor();
      const clock = page.locator('time[data-runs]');
      const shown = await clock.innerText();
      await expect.poll(() => clock.innerText()).not.toBe(shown);
    });
  });

  // What used to go wrong: whoever activated with a password of their own stood there as "not active".
  it('knows who has credentials, and shows no password that opens nothing', async () => {
    const { body: person } = await country.call('post /scenarios/active-sms');
    const { citizenId } =
      (await country.sandbox.everybody()).find(({ fiscalCode }) => fiscalCode === person.fiscalCode) ?? {};
    await visit('/people', {}, async (page) => {
      const card = page.getByRole('article').filter({ hasText: person.fiscalCode });
      await card.getByText('Mosaico-di-Prova-42').waitFor();
      const { database } = country.sandbox.ground;
      await database.run('update credentials set secrets_version = 2 where citizen_id = $1', citizenId ?? '');
      await page.reload();
      await card.getByText('credenziali attive, con una password scelta dalla persona').waitFor();
      expect(await card.innerText()).not.toContain('Mosaico-di-Prova-42');
    });
  });

  it('shows the cards first, and then what was said to them', async () => {
    await visit('/wallet', { javaScriptEnabled: false }, async (page) => {
      expect(await page.getByRole('heading', { level: 2 }).allInnerTexts()).toEqual([
        'Lettore',
        'Telefoni',
        'Cassetto',
        'Ultimi comandi',
      ]);
    });
  });

  it('finds messages by person and text', async () => {
    const { body: person } = await country.call('post /scenarios/active-sms');
    await visit('/inbox', {}, async (page) => {
      await page.getByLabel('Cerca per persona o testo').fill(`${person.familyName.toLowerCase()} codice`);
      await page.getByLabel('Tipo').selectOption('sms');
      await page.getByRole('button', { name: 'Mostra' }).click();
      const messages = page.getByRole('article');
      await messages.first().waitFor();
      for (const text of await messages.allInnerTexts()) expect(text).toContain(person.familyName);
    });
  });

  it('shows everybody’s codes whole, and the halves whose letter has not come as ****', async () => {
    const { body: ready } = await country.call('post /scenarios/adult-ready');
    const { body: requested } = await country.call('post /scenarios/adult-requested');
    await visit('/people', {}, async (page) => {
      const card = (serial: string) => page.getByRole('article').filter({ hasText: serial });
      await card(ready.card.serial).getByText(ready.card.puk).waitFor();
      await card(requested.card.serial)
        .getByText(`${requested.card.puk.slice(0, 4)}****`)
        .waitFor();
    });
  });

  it('works without JavaScript: a person, the clock, a fault, the inbox, and back to the first day', async () => {
    await visit('/people', { javaScriptEnabled: false }, async (page) => {
      const before = (await country.sandbox.everybody()).length;
      await page.getByLabel('Caso').selectOption('minor-12');
      await page.getByRole('button', { name: 'Crea' }).click();
      expect((await country.sandbox.everybody()).length).toBe(before + 1);
      expect(await page.getByRole('button', { name: /^Copia/ }).count()).toBe(0);

      await page.getByRole('link', { name: 'Orologio', exact: true }).click();
      await page.getByRole('button', { name: 'Ferma' }).click();
      await page.getByText('L’orologio è fermo.').waitFor();
      await page.getByRole('button', { name: 'Fai ripartire' }).click();

      await page.getByRole('link', { name: 'Guasti', exact: true }).click();
      await page.getByLabel('Guasto').selectOption('sms-lost');
      await page.getByRole('button', { name: 'Rompi' }).click();
      await page.getByRole('button', { name: 'Ripara: SMS persi' }).click();

      await page.getByRole('link', { name: 'Messaggi', exact: true }).click();
      await page.getByRole('link', { name: 'Elimina tutti' }).click();
      await page.getByText('Non si può annullare.').waitFor();
      await page.getByRole('button', { name: 'Elimina tutti i messaggi' }).click();
      await page.getByText('Nessun messaggio.').waitFor();

      await page.getByRole('link', { name: 'Ricomincia', exact: true }).click();
      await page.getByRole('button', { name: 'Ricomincia da capo' }).click();
      await page.getByRole('heading', { name: 'Panoramica' }).waitFor();
      expect(await country.sandbox.everybody()).toHaveLength(15);
    });
  });

  it.each([
    ['en', 'People', 'Overview'],
    ['de', 'Personen', 'Übersicht'],
  ])('speaks %s', async (language, people, overview) => {
    await visit('/', { locale: language }, async (page) => {
      await page.getByRole('heading', { level: 1, name: overview }).waitFor();
      await page.getByRole('link', { name: people, exact: true }).waitFor();
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
    });
  });

  it('refuses a move that is none, says what to write, and keeps what was typed', async () => {
    await visit('/clock', { javaScriptEnabled: false }, async (page) => {
      await page.getByLabel(/Avanti di/).fill('due giorni');
      await page.getByRole('button', { name: 'Sposta' }).click();
      await page.getByRole('alert').getByText('Scrivi una durata ISO 8601').waitFor();
      expect(await page.getByLabel(/Avanti di/).inputValue()).toBe('due giorni');
    });
  });

  it('refuses a form that did not come from it (T-LOG-17)', async () => {
    for (const path of ['/people', '/clock', '/faults', '/inbox/clear', '/reset']) {
      const answer = await fetch(`${country.origin}${path}`, {
        method: 'POST',
        body: new URLSearchParams({ scenario: 'adult-ready' }),
      });
      expect(answer.status, path).toBe(403);
    }
  });

  it('left no bug behind', () => expect(country.bugs).toEqual([]));
});
