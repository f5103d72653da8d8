import {
  activate,
  codeSentTo,
  GOOD_PASSWORD,
  type NewCitizen,
  newCitizen,
  wrongHalf,
} from '@tessera/activation/testing';
import {
  accessibilityViolations,
  fitsWidth,
  freePort,
  launchBrowser,
  type OpenPage,
  openPage,
  takePicture,
  withChromium,
} from '@tessera/web/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type WizardServer, wizardServer } from './testing/wizard-server.ts';

/** Pictures are taken when somebody wants to look: `TESSERA_PICTURES=1`. */
const PICTURES = process.env['TESSERA_PICTURES'] !== undefined;

withChromium('the wizard in a browser', () => {
  let wizard: WizardServer;
  let browser: Browser;
  let origin: string;
  beforeAll(async () => {
    const port = await freePort();
    origin = `http://localhost:${port}`;
    wizard = await wizardServer(origin);
    await wizard.server.listen({ port, host: '127.0.0.1' });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await wizard.close();
  });

  /** The page as it is now is accessible, and fits in both widths. */
  const look = async ({ page }: OpenPage, name: string): Promise<void> => {
    expect(await accessibilityViolations(page), name).toEqual([]);
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await fitsWidth(page), `${name} at ${width}`).toBe(true);
      if (PICTURES) console.log(await takePicture(page, `${name}-${width}`));
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  };

  const open = (javaScript = true): Promise<OpenPage> => openPage(browser, { origins: [origin], javaScript });

  const fillInData = async (page: Page, citizen: NewCitizen): Promise<void> => {
    await page.goto(`${origin}/attivazione`);
    await page.getByLabel('Codice Fiscale').fill(citizen.fiscalCode.toLowerCase());
    await page.getByLabel('Numero di serie').fill(citizen.serial);
    await page.getByLabel('Non sono un robot').check();
    await page.getByText('Verifica riuscita').waitFor();
    await page.getByRole('button', { name: 'Continua' }).click();
    await page.waitForURL('**/attivazione/puk');
  };

  const typeDigits = async (page: Page, half: string): Promise<void> => {
    for (const position of [1, 2, 3, 4]) {
      const box = page.getByLabel(`${position}ª cifra`);
      if ((await box.count()) > 0) await box.fill(half.charAt(position - 1));
    }
    await page.getByRole('button', { name: 'Continua' }).click();
  };

  it('ACT-07 ACT-08 ACT-10..36 ACT-38 is walked to the end by SMS, and every page is accessible and fits a narrow screen', async () => {
    const citizen = await newCitizen(wizard.bed);
    const seen = await open();
    const { page, complaints } = seen;
    await page.goto(`${origin}/attivazione`);
    await look(seen, '1.1');
    await page.getByRole('button', { name: 'Continua' }).click();
    await look(seen, '1.1-errors');
    await fillInData(page, citizen);
    await look(seen, '1.2');
    await typeDigits(page, wrongHalf(citizen.firstHalf));
    await look(seen, '1.2-wrong');
    await page.reload();
    await look(seen, '1.2-tries-left');
    await typeDigits(page, citizen.firstHalf);
    await page.waitForURL('**/attivazione/telefono');
    await look(seen, '2.1');
    await page.getByRole('button', { name: 'Continua' }).click();
    await page.waitForURL('**/telefono/codice');
    await look(seen, '2.1-code');
    await page.getByLabel('Codice di verifica OTP').fill('000000');
    await page.getByRole('button', { name: 'Continua' }).click();
    await look(seen, '2.1-code-wrong');
    await page
      .getByLabel('Codice di verifica OTP')
      .fill(codeSentTo(wizard.bed.sent, citizen.phone ?? '').replace(/^.../, '$& '));
    await page.getByRole('button', { name: 'Continua' }).click();
    await page.waitForURL('**/attivazione/email');
    await look(seen, '2.2');
    await page.getByLabel('Indirizzo e-mail').fill('prova@esempio.it');
    await page.getByRole('button', { name: 'Continua', exact: true }).click();
    await page.waitForURL('**/email/codice');
    await look(seen, '2.2-code');
    await page.getByLabel('Codice di verifica OTP').fill(codeSentTo(wizard.bed.sent, 'prova@esempio.it'));
    await page.getByRole('button', { name: 'Continua' }).click();
    await page.waitForURL('**/attivazione/credenziali');
    await look(seen, '2.3');
    await page.getByRole('textbox', { name: 'Scegli Password' }).fill('troppo corta');
    await page.getByRole('button', { name: 'Continua' }).click();
    await look(seen, '2.3-errors');
    await page.getByRole('textbox', { name: 'Scegli Password' }).fill(GOOD_PASSWORD);
    await page.getByRole('textbox', { name: 'Conferma Password' }).fill(GOOD_PASSWORD);
    await page.getByLabel('Ho preso visione').check();
    await page.getByRole('button', { name: 'Continua' }).click();
    await page.waitForURL('**/attivazione/configura');
    await look(seen, '3');
    await page.getByRole('button', { name: 'Scegli SMS' }).click();
    await page.waitForURL('**/attivazione/riepilogo');
    await page.reload();
    await page.getByRole('heading', { name: 'Credenziali attivate', level: 1 }).waitFor();
    await look(seen, '4-sms');
    expect(complaints).toEqual({ errors: [], foreign: [] });
    await seen.context.close();
  });

  /** In this browser, from 1.1 to the page after the phone. */
  const walkToEmail = async (page: Page, citizen: NewCitizen): Promise<void> => {
    await fillInData(page, citizen);
    await typeDigits(page, citizen.firstHalf);
    await page.getByRole('button', { name: 'Continua' }).click();
    await page.waitForURL('**/telefono/codice');
    await page.getByLabel('Codice di verifica OTP').fill(codeSentTo(wizard.bed.sent, citizen.phone ?? ''));
    await page.getByRole('button', { name: 'Continua' }).click();
    await page.waitForURL('**/attivazione/email');
  };

  it('ACT-37 ACT-39 by app, with the address on file left out: QR code, and the page that it leads to', async () => {
    const citizen = await newCitizen(wizard.bed, { email: 'nota@esempio.it' });
    const seen = await open();
    const { page, complaints } = seen;
    await walkToEmail(page, citizen);
    await look(seen, '2.2-on-file');
    await page.getByRole('button', { name: 'Salta questo passaggio' }).click();
    await page.waitForURL('**/attivazione/credenziali');
    await page.getByRole('textbox', { name: 'Scegli Password' }).fill(GOOD_PASSWORD);
    await page.getByRole('textbox', { name: 'Conferma Password' }).fill(GOOD_PASSWORD);
    await page.getByLabel('Ho preso visione').check();
    await page.getByRole('button', { name: 'Continua' }).click();
    await page.getByRole('button', { name: 'Scegli App CieID' }).click();
    await page.waitForURL('**/attivazione/riepilogo');
    await page.waitForLoadState('networkidle');
    await look(seen, '4-app');
    await page.goto(`${origin}/app-cieid`);
    await look(seen, 'app-cieid');
    expect(complaints).toEqual({ errors: [], foreign: [] });
    await seen.context.close();
  });

  it('every way out is accessible and fits: closed, refused, expired, skipped, asked too soon, under way', async () => {
    const { bed } = wizard;
    const active = await newCitizen(bed);
    await activate(bed, active);
    const seen = await open();
    const { page } = seen;

    const closed = await newCitizen(bed);
    await fillInData(page, closed);
    for (let i = 0; i < 5; i++) await typeDigits(page, wrongHalf(closed.firstHalf));
    await look(seen, 'closed');

    for (const [name, citizen] of [
      ['phone-taken', await newCitizen(bed, { phone: active.phone })],
      ['already-active', active],
      ['under-5', await newCitizen(bed, { birthDate: '2023-03-03' })],
      ['phone-missing', await newCitizen(bed, { phone: null })],
      ['card-expired', await newCitizen(bed, { expiresOn: '2026-01-01' })],
    ] as const) {
      await fillInData(page, citizen);
      await typeDigits(page, citizen.firstHalf);
      await page.waitForURL('**/attivazione/non-possibile');
      await look(seen, `refused-${name}`);
    }

    const hurried = await newCitizen(bed);
    await fillInData(page, hurried);
    await typeDigits(page, hurried.firstHalf);
    await page.getByRole('button', { name: 'Continua' }).click();
    await page.goto(`${origin}/attivazione`);
    await look(seen, 'under-way');
    await page.getByRole('link', { name: 'Riprendi' }).click();
    await page
      .getByRole('button', { name: 'Invia SMS di nuovo' })
      .evaluate((button) => (button.closest('form') as HTMLFormElement).submit());
    await page.getByText('Puoi chiedere un altro codice dalle').waitFor();
    await look(seen, 'too-soon');
    bed.clock.advance(600_000);
    await page.goto(`${origin}/attivazione/telefono/codice`);
    await look(seen, 'code-over');
    bed.clock.advance(1_800_000);
    await page.reload();
    await look(seen, 'expired');
    await seen.context.close();
  });

  it('ACT-14 two digits pasted into the first box spread over both', async () => {
    const citizen = await newCitizen(wizard.bed);
    const seen = await open();
    const { page } = seen;
    await fillInData(page, citizen);
    const boxes = page.getByRole('textbox', { name: /ª cifra/ });
    await boxes.first().evaluate((box) => {
      const data = new DataTransfer();
      data.setData('text/plain', '4 2');
      box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    });
    expect([await boxes.first().inputValue(), await boxes.last().inputValue()]).toEqual(['4', '2']);
    await seen.context.close();
  });
});
