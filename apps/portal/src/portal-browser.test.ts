import { activate, codeSentTo, newCitizen } from '@tessera/activation/testing';
import { openTestbed, type Testbed } from '@tessera/testbed';
import {
  accessibilityViolations,
  fitsWidth,
  freePort,
  isSound,
  launchBrowser,
  openPage,
  takePicture,
  withChromium,
} from '@tessera/web/testing';
import type { FastifyInstance } from 'fastify';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ARTICLES } from './articles/index.ts';
import { createPortal } from './index.ts';
import { PORTAL_MIGRATIONS, portalSettings } from './testing/portal-testbed.ts';

const PAGES = [
  '/',
  '/attiva',
  '/info-utili',
  '/notizie',
  '/servizi',
  '/recupera-password',
  ...ARTICLES.map(({ path }) => path),
];

withChromium('the portal in a browser', () => {
  let testbed: Testbed;
  let portal: FastifyInstance;
  let browser: Browser;
  let origin = '';

  beforeAll(async () => {
    const port = await freePort();
    origin = `http://localhost:${port}`;
    testbed = await openTestbed('sqlite', { migrations: PORTAL_MIGRATIONS });
    portal = await createPortal({
      ground: testbed,
      settings: { ...portalSettings, origin, addresses: { portal: origin } },
      services: async () => [
        { name: 'Stanza del Cittadino', school: false, url: 'http://localhost:4003' },
        { name: 'Scuola di Esempio', school: true, url: 'http://localhost:4003/scuola' },
      ],
      feedback: 'accessibilita@tessera.example',
      robotRounds: 1,
    });
    await portal.listen({ port, host: '127.0.0.1' });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await portal.close();
    await testbed.close();
  });

  it.each(PAGES)('axe finds nothing on %s, nothing scrolls sideways, nothing foreign is loaded', async (path) => {
    const { page, complaints, context } = await openPage(browser, { origins: [origin] });
    await page.goto(origin + path);
    for (const details of await page.locator('summary').all()) await details.click();
    await isSound(page, path.slice(1).replaceAll('/', '-') || 'home');
    expect(complaints).toEqual({ errors: [], foreign: [] });
    await context.close();
  });

  it.each(['en', 'de'] as const)('long words fit a narrow screen in %s too', async (language) => {
    const { page, context } = await openPage(browser, { origins: [origin], width: 320, language });
    for (const path of PAGES) {
      await page.goto(origin + path);
      expect(await fitsWidth(page), path).toBe(true);
      if (path === '/' || path === '/attiva') await takePicture(page, `${language}-${path.slice(1)}`);
    }
    await context.close();
  });

  it('PWD-01 a forgotten password is replaced by keyboard alone', async () => {
    const citizen = await newCitizen(testbed);
    await activate(testbed, citizen);
    const { page, complaints, context } = await openPage(browser, { origins: [origin] });
    const tabTo = async (label: string) => {
      const target = page.getByLabel(label, { exact: false }).first();
      for (let i = 0; i < 40 && !(await target.evaluate((element) => element === document.activeElement)); i++) {
        await page.keyboard.press('Tab');
      }
    };
    await page.goto(`${origin}/recupera-password`);
    await tabTo('Codice fiscale o numero di serie');
    await page.keyboard.type(citizen.serial);
    await tabTo('Non sono un robot');
    await page.keyboard.press('Space');
    await page.getByText('Verifica riuscita').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/codice');
    expect(await accessibilityViolations(page)).toEqual([]);
    await takePicture(page, 'recovery-code');
    await tabTo('Codice di verifica');
    await page.keyboard.type('12');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await takePicture(page, 'recovery-code-wrong');
    await tabTo('Codice di verifica');
    await page.keyboard.type(codeSentTo(testbed.sent, citizen.phone ?? ''));
    await page.keyboard.press('Enter');
    await page.waitForURL('**/nuova-password');
    expect(await accessibilityViolations(page)).toEqual([]);
    await takePicture(page, 'recovery-password');
    await tabTo('Scegli Password');
    await page.keyboard.type('Onda-lunga.2026');
    expect(await page.locator('[data-check].met').count()).toBe(5);
    await tabTo('Conferma Password');
    await page.keyboard.type('Onda-lunga.2026');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/fatto');
    expect(await accessibilityViolations(page)).toEqual([]);
    await takePicture(page, 'recovery-done');
    expect(complaints).toEqual({ errors: [], foreign: [] });
    await context.close();
  });

  it('without JavaScript the question is asked, and a wrong answer says what to do', async () => {
    const { page, context } = await openPage(browser, { origins: [origin], javaScript: false });
    await page.goto(`${origin}/recupera-password`);
    await page.getByLabel('Codice fiscale o numero di serie').fill('CA00000AA');
    const question = page.locator('.robot-question label');
    expect(await question.textContent()).toMatch(/\?|:/);
    await page.locator('#robot_answer').fill('qualcosa di sbagliato');
    await page.getByRole('button', { name: 'Continua' }).click();
    expect(await page.getByRole('alert').textContent()).toContain(
      'La verifica non è riuscita o è scaduta. Falla di nuovo',
    );
    expect(await page.getByLabel('Codice fiscale o numero di serie').inputValue()).toBe('CA00000AA');
    await context.close();
  });
});
