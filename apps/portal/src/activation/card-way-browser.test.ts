import { newCitizen } from '@tessera/activation/testing';
import { deliverCard } from '@tessera/issuance';
import {
  accessibilityViolations,
  fitsWidth,
  freePort,
  launchBrowser,
  openPage,
  takePicture,
  withChromium,
} from '@tessera/web/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type CardWizard, cardIsRead, cardWizard } from './testing/card-wizard.ts';

withChromium('step 1.1 with the card, in a browser', () => {
  let wizard: CardWizard;
  let browser: Browser;
  let origin: string;
  beforeAll(async () => {
    const port = await freePort();
    origin = `http://localhost:${port}`;
    wizard = await cardWizard(origin);
    await wizard.server.listen({ port, host: '127.0.0.1' });
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await wizard.close();
  });

  const look = async (page: Page, name: string): Promise<void> => {
    expect(await accessibilityViolations(page), name).toEqual([]);
    for (const width of [1280, 320]) {
      await page.setViewportSize({ width, height: 900 });
      expect(await fitsWidth(page), `${name} at ${width}`).toBe(true);
      await takePicture(page, `${name}-${width}`);
    }
    await page.setViewportSize({ width: 1280, height: 900 });
  };

  it.each([
    ['by keyboard', true],
    ['without JavaScript', false],
  ])('ACT-09 the policy lets the browser go to the provider and come back: %s', async (_how, javaScript) => {
    const citizen = await newCitizen(wizard.bed);
    await deliverCard(wizard.bed, citizen.serial);
    cardIsRead(wizard, citizen.fiscalCode);
    const origins = [origin, wizard.idp.issuer];
    const { page, context, complaints } = await openPage(browser, { origins, javaScript });
    await page.goto(`${origin}/attivazione`);
    await look(page, javaScript ? 'card-way' : 'card-way-no-script');
    await page.getByRole('button', { name: 'Entra con CIE' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/attivazione/telefono');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('2.1 Verifica Numero Cellulare');
    expect(complaints).toEqual({ errors: [], foreign: [] });
    await context.close();
  });

  it.each(['it', 'en', 'de'] as const)(
    'ACT-09 a cancelled reading ends on a page that says what to do: %s',
    async (language) => {
      wizard.idp.loginEnds = () => ({ outcome: 'refused', reason: 'cancelled' });
      const { page, context } = await openPage(browser, { origins: [origin, wizard.idp.issuer], language });
      await page.goto(`${origin}/attivazione`);
      await page.getByRole('button', { name: 'Entra con CIE' }).click();
      await page.waitForURL('**/attivazione/carta/non-completato');
      await look(page, `card-refused-${language}`);
      await page.locator('.actions a').click();
      await page.waitForURL(`${origin}/attivazione`);
      await context.close();
    },
  );
});
