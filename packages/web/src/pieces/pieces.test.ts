import { openTestbed, type Testbed } from '@tessera/testbed';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { migrations } from '../robot/index.ts';
import { freePort, launchBrowser, type OpenPageOptions, openPage, tabStops, withChromium } from '../testing/browser.ts';
import { type SampleApp, sampleApp, sampleSettings } from '../testing/sample-app.tsx';
import { accessibilityViolations, fitsWidth, takePicture } from '../testing/sound-page.ts';

withChromium('the pieces in Chromium', () => {
  let testbed: Testbed;
  let app: SampleApp;
  let browser: Browser;
  let origin = '';

  beforeAll(async () => {
    testbed = await openTestbed('sqlite', { migrations });
    const port = await freePort();
    origin = `http://localhost:${port}`;
    app = await sampleApp(testbed, { settings: { ...sampleSettings, origin } });
    await app.server.listen({ port, host: '127.0.0.1' });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await app.server.close();
    await testbed.close();
  });

  const visit = async (options: Partial<OpenPageOptions> = {}, path = '/') => {
    const opened = await openPage(browser, { origins: [origin], ...options });
    await opened.page.goto(origin + path);
    return opened;
  };

  it.each([1280, 320])(
    'axe finds nothing at %i px, in the page, its errors and the error pages; nothing scrolls sideways',
    async (width) => {
      const { page, complaints, context } = await visit({ width });
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(await fitsWidth(page)).toBe(true);
      await takePicture(page, `sample-${width}`);
      await page.getByRole('button', { name: 'Continua' }).click();
      await page.getByRole('alert').waitFor();
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(await fitsWidth(page)).toBe(true);
      await takePicture(page, `sample-errors-${width}`);
      await page.goto(`${origin}/nowhere`);
      expect(await accessibilityViolations(page)).toEqual([]);
      expect(await fitsWidth(page)).toBe(true);
      expect(complaints).toEqual({ errors: [], foreign: [] });
      await context.close();
    },
  );

  it('axe finds nothing when the text is twice as large, or the colours are forced', async () => {
    const { page, context } = await visit({ width: 640 });
    await page.emulateMedia({ forcedColors: 'active' });
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.evaluate(() => {
      document.documentElement.style.fontSize = '200%';
    });
    expect(await fitsWidth(page)).toBe(true);
    await context.close();
  });

  it('everything is reached by keyboard, in the order in which it is read', async () => {
    const { page, context } = await visit();
    const stops = await tabStops(page, 29);
    expect(stops).toEqual([
      'Vai al contenuto principale',
      'Vai al piede di pagina',
      'ITA Italiano',
      'ENG English',
      'DEU Deutsch',
      'Sito di prova',
      'Attiva',
      'Notizie',
      'Home',
      'Codice Fiscale*',
      'Scegli Password*',
      'Mostra Scegli Password',
      'Codice di verifica OTP',
      '1ª cifra',
      '3ª cifra',
      'Ho preso visione*',
      'AppUna notifica.',
      'Non sono un robot',
      'Invia SMS di nuovo',
      'Continua',
      'Annulla',
      'Scegli App CieID',
      'Modifica Nome',
      'Copia',
      '800 000 000',
      'Privacy',
      'Note legali',
      'Dichiarazione di accessibilità',
      'Segnala un problema di accessibilità',
    ]);
    await context.close();
  });

  it('an error moves the focus to the summary, whose links lead to the fields', async () => {
    const { page, context } = await visit();
    await page.getByRole('button', { name: 'Continua' }).click();
    const summary = page.getByRole('alert');
    await expect.poll(() => summary.evaluate((element) => element === document.activeElement)).toBe(true);
    await summary.getByRole('link').first().click();
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('fiscalCode');
    expect(await page.title()).toMatch(/^Errore: /);
    await context.close();
  });

  it('a password is shown and hidden by a button, and its rules are ticked while it is typed', async () => {
    const { page, context } = await visit();
    const password = page.getByLabel('Scegli Password', { exact: false }).first();
    await password.fill('lunga-abbastanza1');
    expect(await page.locator('[data-check].met').count()).toBe(2);
    await password.fill('corta');
    expect(await page.locator('[data-check].met').count()).toBe(0);
    await page.getByRole('button', { name: 'Mostra Scegli Password' }).click();
    expect(await password.getAttribute('type')).toBe('text');
    await page.getByRole('button', { name: 'Scegli Password' }).click();
    expect(await password.getAttribute('type')).toBe('password');
    await context.close();
  });

  it('digits that are pasted spread over the boxes', async () => {
    const { page, context } = await visit();
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
    await page.evaluate(() => navigator.clipboard.writeText('7-3'));
    await page.getByLabel('1ª cifra').focus();
    await page.keyboard.press('Control+V');
    expect([await page.getByLabel('1ª cifra').inputValue(), await page.getByLabel('3ª cifra').inputValue()]).toEqual([
      '7',
      '3',
    ]);
    await context.close();
  });

  it('the robot check is a real box, worked by keyboard, and the form waits for it', async () => {
    const { page, complaints, context } = await visit();
    await page.getByLabel('Codice Fiscale').fill('A'.repeat(16));
    await page.getByLabel('Ho preso visione').check();
    await page.getByLabel('Non sono un robot').focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Continua' }).click();
    await page.waitForURL(`${origin}/fatto`);
    expect(complaints).toEqual({ errors: [], foreign: [] });
    await context.close();
  });

  it('the page shows anew what the server says has changed, and counts down in words', async () => {
    const { page, context } = await visit();
    expect(await page.locator('.countdown-time').textContent()).toMatch(/^1:[0-3]\d$/);
    const reloaded = page.waitForEvent('load');
    await expect
      .poll(async () => {
        app.wake();
        return Promise.race([reloaded.then(() => true), new Promise((resolve) => setTimeout(resolve, 50, false))]);
      })
      .toBe(true);
    await context.close();
  });

  it('a button that comes later says how long, and cannot be pressed before', async () => {
    const { page, context } = await visit();
    const button = page.getByRole('button', { name: 'Invia SMS di nuovo' });
    expect(await button.getAttribute('aria-disabled')).toBe('true');
    // Forced: Playwright itself would wait until the button may be pressed.
    await button.click({ force: true });
    expect(page.url()).toBe(`${origin}/`);
    await expect.poll(() => button.getAttribute('aria-disabled')).toBe(null);
    await context.close();
  });

  it('without JavaScript the question stands in the robot check’s place, and nothing dead is shown', async () => {
    const { page, context } = await visit({ javaScript: false });
    expect(await page.getByLabel('Non sono un robot').isVisible()).toBe(false);
    expect(await page.locator('#robot_answer').isVisible()).toBe(true);
    expect(await page.getByRole('button', { name: 'Mostra' }).isVisible()).toBe(false);
    expect(await page.getByRole('button', { name: 'Copia' }).isVisible()).toBe(false);
    expect(await page.locator('.countdown').first().innerText()).toMatch(/fino alle \d{1,2}:\d\d:\d\d/);
    // A number of seconds would stand still: the hour stays true.
    expect(await page.locator('.later-wait').textContent()).toMatch(/^Potrai riprovare dalle \d{1,2}:\d\d:\d\d$/);
    await takePicture(page, 'sample-no-script');
    await context.close();
  });

  it('a change of language keeps what was typed, but for secrets', async () => {
    const { page, context } = await visit();
    await page.getByLabel('Codice Fiscale').fill('RSSMRA85T10A562S');
    await page.getByLabel('Ho preso visione').check();
    await page.locator('#password').fill('Segreta-123!');
    await page.locator('#code').fill('123456');
    await page.getByRole('link', { name: 'DEU' }).click();
    await page.waitForFunction(() => document.documentElement.lang === 'de');
    expect(await page.locator('#fiscalCode').inputValue()).toBe('RSSMRA85T10A562S');
    expect(await page.locator('#agreed').isChecked()).toBe(true);
    expect([await page.locator('#password').inputValue(), await page.locator('#code').inputValue()]).toEqual(['', '']);
    expect(await page.evaluate(() => sessionStorage.length)).toBe(0);
    await context.close();
  });

  it.each(['en', 'de'] as const)('speaks %s to a browser that does', async (language) => {
    const { page, context } = await visit({ language }, '/nowhere');
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    await page.getByRole('link', { name: 'ITA' }).click();
    expect(await page.locator('html').getAttribute('lang')).toBe('it');
    expect(page.url()).toBe(`${origin}/nowhere`);
    await context.close();
  });
});
