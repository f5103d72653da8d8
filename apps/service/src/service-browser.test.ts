import { isSound, launchBrowser, type OpenPage, openPage, withChromium } from '@tessera/web/testing';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openTestService, type TestService } from './testing/open-test-service.ts';

withChromium('the Stanza del Cittadino in a browser', () => {
  let test: TestService;
  let browser: Browser;
  let opened: OpenPage;
  beforeAll(async () => {
    test = await openTestService();
    browser = await launchBrowser();
  });
  beforeEach(async () => {
    opened = await openPage(browser, { origins: [test.origin, test.idp.issuer] });
  });
  afterEach(async () => {
    expect(opened.complaints).toEqual({ errors: [], foreign: [] });
    await opened.context.close();
  });
  afterAll(async () => {
    await browser.close();
    await test.close();
  });

  const look = (name: string): Promise<void> => isSound(opened.page, name);

  it('SVC-01 SVC-02 SVC-04 from the home page into the personal area and out', async () => {
    const { page } = opened;
    await page.goto(test.origin);
    await look('home');
    await page.getByRole('link', { name: "Accedi all'area personale" }).first().click();
    await look('accedi');
    await page.getByRole('main').getByRole('link', { name: 'Accedi', exact: true }).click();
    await look('entra-con-cie');
    await page.getByRole('button', { name: 'Entra con CIE' }).click();
    await page.getByRole('heading', { level: 1, name: 'Stanza del Cittadino' }).waitFor();
    expect(
      await page.getByText('Autenticazione avvenuta. Si può ora accedere al servizio desiderato').isVisible(),
    ).toBe(true);
    await look('area');
    // Reload and back lose and repeat nothing.
    await page.reload();
    expect(await page.getByText('Topolina').isVisible()).toBe(true);
    await page.getByRole('link', { name: 'Vedi i messaggi scambiati durante il tuo accesso' }).click();
    await look('sviluppatori-dopo');
    for (const summary of await page.locator('summary').all()) await summary.click();
    await look('sviluppatori-aperta');
    await page.goto(`${test.origin}/area-personale`);
    await page.getByRole('button', { name: 'Esci' }).click();
    await page.getByRole('heading', { level: 1, name: 'Sei uscito dall’area personale' }).waitFor();
    await look('uscita');
    await page.goBack();
    expect(await page.getByText('Topolina').isVisible()).toBe(false);
  });

  it('the page for developers asks for the level chosen', async () => {
    const { page } = opened;
    await page.goto(`${test.origin}/sviluppatori`);
    await look('sviluppatori');
    await page.getByLabel('Livello 3 (elevato)').check();
    await page.getByLabel('Chiedi sempre di inserire le credenziali').check();
    await page.getByRole('button', { name: 'Entra con CIE' }).click();
    await page.getByText('Livello 3 (elevato)').waitFor();
  });

  it('every error has a page that says what to do', async () => {
    const { page } = opened;
    await page.goto(`${test.origin}/accedi/ritorno`);
    await look('non-valido');
    const endings = test.idp.loginEnds;
    test.idp.loginEnds = () => ({ outcome: 'refused', reason: 'cancelled' });
    await page.goto(`${test.origin}/accedi/identita-digitale`);
    await page.getByRole('button', { name: 'Entra con CIE' }).click();
    await page.getByRole('heading', { level: 1, name: 'L’accesso non è stato completato' }).waitFor();
    test.idp.loginEnds = endings;
    await look('rifiutato');
    await page.goto(`${test.idp.issuer}/oidc/authorize?request=abc`);
    await page.getByRole('heading', { level: 1, name: 'Il servizio ha inviato una richiesta non valida' }).waitFor();
    await look('richiesta-non-valida');
  });

  it('the keyboard alone is enough', async () => {
    const { page } = opened;
    await page.goto(`${test.origin}/accedi/identita-digitale`);
    await page.getByRole('button', { name: 'Entra con CIE' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Stanza del Cittadino' }).waitFor();
  });
});
