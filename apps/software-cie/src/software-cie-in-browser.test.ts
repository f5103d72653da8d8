import {
  accessibilityViolations,
  fitsWidth,
  goTo,
  launchBrowser,
  type OpenPage,
  type OpenPageOptions,
  openPage,
  takePicture,
  withChromium,
} from '@tessera/web/testing';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { TEST_PIN, TEST_PUK } from './testing/citizen-card.ts';
import { openTestSoftwareCie, type TestSoftwareCie } from './testing/open-software-cie.ts';
import { isGuess, READER, silentCard } from './testing/virtual-readers.ts';

withChromium('Software CIE in Chromium', () => {
  const WRONG = '00000000';
  let chromium: Browser;
  let bed: TestSoftwareCie;
  let opened: OpenPage[] = [];

  beforeAll(async () => {
    chromium = await launchBrowser();
  });
  afterAll(async () => {
    await chromium.close();
  });
  beforeEach(async () => {
    bed = await openTestSoftwareCie();
  });
  afterEach(async () => {
    const complaints = opened.map((each) => each.complaints);
    await Promise.all(opened.map(({ context }) => context.close()));
    opened = [];
    expect(bed.bugs).toEqual([]);
    await bed.close();
    expect(complaints.flatMap(({ errors, foreign }) => [...errors, ...foreign])).toEqual([]);
  });

  async function open(options: Partial<OpenPageOptions> = {}): Promise<Page> {
    const one = await openPage(chromium, { origins: [bed.origin, bed.provider.origin], ...options });
    opened.push(one);
    return one.page;
  }

  const atSoftwareCie = async (path: string, options: Partial<OpenPageOptions> = {}): Promise<Page> => {
    const page = await open(options);
    await page.goto(bed.origin + path);
    return page;
  };

  const atProvider = async (options: Partial<OpenPageOptions> = {}): Promise<Page> => {
    const page = await open(options);
    await page.goto(`${bed.provider.origin}/login`);
    return page;
  };

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const h1 = (page: Page) => page.locator('h1').innerText();

  const unblockOnce = async (page: Page, puk: string) => {
    await page.getByLabel('PUK di 8 cifre').fill(puk);
    await page.getByLabel('Nuovo PIN').first().fill('55556666');
    await page.getByLabel('Ripeti il nuovo PIN').fill('55556666');
    await press(page, 'Sblocca PIN');
  };

  it('C-15 from the service to level 3: no reader, no card, sideways, and then in', async () => {
    bed.readers.unplug(READER);
    const page = await atProvider();
    await press(page, 'Apri Software CIE');
    expect(await h1(page)).toBe('Entra con la tua carta');
    await page.getByText('Comune di Borgo Lanterna').waitFor();
    await page.getByText('Nessun lettore collegato').waitFor();
    // Nobody presses anything: the page looks again by itself.
    bed.readers.plug(READER);
    await page.getByText('Nessuna carta sul lettore').waitFor();
    bed.readers.place(silentCard);
    await page.getByText('Forse è di traverso').waitFor();
    bed.readers.place(bed.citizen.card);
    await page.getByLabel('PIN di 8 cifre').fill(TEST_PIN);
    await page.getByLabel('Abbina questa carta').check();
    await press(page, 'Entra');
    await page.waitForURL(`${bed.provider.origin}/done**`);
    expect(bed.provider.proofs).toHaveLength(1);

    await page.goto(`${bed.provider.origin}/login`);
    await press(page, 'Apri Software CIE');
    await page.getByLabel('Ultime 4 cifre del PIN').fill(TEST_PIN.slice(4));
    await press(page, 'Entra');
    await page.waitForURL(`${bed.provider.origin}/done**`);
    expect(bed.provider.proofs).toHaveLength(2);
  });

  it('“Annulla” goes back to the login page', async () => {
    const page = await atProvider();
    await press(page, 'Apri Software CIE');
    await press(page, 'Annulla');
    await page.waitForURL(`${bed.provider.origin}/login`);
  });

  it('UNL-02..05, T-CRD-09 three wrong PINs, the last one after a tick; then the PUK, and in', async () => {
    bed.readers.place(bed.citizen.card);
    const page = await atProvider();
    await press(page, 'Apri Software CIE');
    for (const left of ['Rimangono 2 tentativi', 'Rimane 1 tentativo']) {
      await page.getByLabel('PIN di 8 cifre').fill(WRONG);
      await press(page, 'Entra');
      await page.getByText(left).first().waitFor();
    }
    expect(await accessibilityViolations(page)).toEqual([]);
    await page.getByLabel('PIN di 8 cifre').fill(WRONG);
    await press(page, 'Entra');
    await page.getByText('devi prima confermare').first().waitFor();
    expect(bed.citizen.triesLeft('pin')).toBe(1);
    await page.getByLabel('PIN di 8 cifre').fill(WRONG);
    await page.getByLabel('voglio provare l’ultima volta').check();
    await press(page, 'Entra');
    await page.getByText('Il PIN è bloccato').first().waitFor();
    await takePicture(page, 'access-blocked');
    await page.getByRole('link', { name: 'Sblocca PIN' }).click();
    await unblockOnce(page, TEST_PUK);
    await page.getByText('Il PIN è sbloccato').waitFor();
    await page.getByRole('link', { name: 'Continua con l’accesso' }).click();
    await page.getByLabel('PIN di 8 cifre').fill('55556666');
    await press(page, 'Entra');
    await page.waitForURL(`${bed.provider.origin}/done**`);
  });

  it('T-CRD-11 warns from three PUKs left, and wants a typed word for the last', async () => {
    bed.readers.place(bed.citizen.card);
    const page = await atSoftwareCie('/sblocca-pin');
    for (let left = 9; left >= 3; left--) {
      await unblockOnce(page, WRONG);
      await page.getByText(`Rimangono ${left} tentativi.`).first().waitFor();
    }
    expect(await accessibilityViolations(page)).toEqual([]);
    for (let guess = 0; guess < 2; guess++) {
      await page.getByLabel('so che la carta può chiudersi per sempre').check();
      await unblockOnce(page, WRONG);
    }
    await page.getByText('Per continuare scrivi la parola ULTIMO').waitFor();
    expect(await accessibilityViolations(page)).toEqual([]);
    await takePicture(page, 'unblock-last');
    await unblockOnce(page, TEST_PUK);
    await page.getByText('Per usare l’ultimo tentativo scrivi la parola ULTIMO').first().waitFor();
    expect(bed.citizen.triesLeft('puk')).toBe(1);
    await page.getByLabel('Per continuare scrivi la parola ULTIMO').fill('ULTIMO');
    await unblockOnce(page, TEST_PUK);
    await page.getByText('Il PIN è sbloccato').waitFor();
  });

  it('T-CRD-10 tag lost in the middle costs no try, says so, and the next try goes through', async () => {
    bed.readers.place(bed.citizen.card);
    const page = await atProvider();
    await press(page, 'Apri Software CIE');
    bed.readers.loseCardWhen((command) => (command[1] === 0x2a ? 'before' : null));
    await page.getByLabel('PIN di 8 cifre').fill(TEST_PIN);
    await press(page, 'Entra');
    await page.getByText('nessun tentativo è stato usato').waitFor();
    expect(bed.citizen.triesLeft('pin')).toBe(3);
    bed.readers.loseCardWhen((command) => (isGuess(command) ? 'after' : null));
    await goTo(page, `${bed.origin}/accesso/pin`);
    await page.getByLabel('PIN di 8 cifre').fill(TEST_PIN);
    await press(page, 'Entra');
    await page.getByText('un tentativo può essere stato usato').waitFor();
    await takePicture(page, 'interrupted');
    bed.readers.loseCardWhen(null);
    // The page shows itself anew as the card goes and comes. It used to forget the warning before anybody had read it.
    bed.readers.take();
    await goTo(page, page.url());
    await page.getByText('Nessuna carta sul lettore').waitFor();
    bed.readers.place(bed.citizen.card);
    await page.getByText('3 su 3').waitFor();
    await page.getByText('un tentativo può essere stato usato').waitFor();
    await page.getByLabel('PIN di 8 cifre').fill(TEST_PIN);
    await press(page, 'Entra');
    await page.waitForURL(`${bed.provider.origin}/done**`);
  });

  it('works by keyboard alone, and without JavaScript', async () => {
    bed.readers.place(bed.citizen.card);
    const page = await atProvider({ javaScript: false });
    await page.getByRole('button').focus();
    await page.keyboard.press('Enter');
    await page.getByLabel('PIN di 8 cifre').focus();
    await page.keyboard.type(TEST_PIN);
    await page.keyboard.press('Enter');
    await page.waitForURL(`${bed.provider.origin}/done**`);
    const helper = await atSoftwareCie('/', { javaScript: false });
    await helper.getByRole('link', { name: 'Aggiorna la pagina' }).focus();
    await helper.keyboard.press('Enter');
    await helper.getByText('Tentativi rimasti per il PIN').waitFor();
  });

  it('the provider’s page may ask for reader and card; another’s may not', async () => {
    bed.readers.place(bed.citizen.card);
    const page = await atProvider();
    const ask = () =>
      page.evaluate(async (url) => {
        try {
          return await (await fetch(url, { credentials: 'omit' })).json();
        } catch {
          return 'refused';
        }
      }, `${bed.origin}/stato`);
    expect(await ask()).toEqual({ readers: 1, card: true });
    await page.goto(bed.provider.origin.replace('localhost', '127.0.0.1'));
    const heard = opened.at(-1)?.complaints.errors as string[];
    heard.length = 0;
    expect(await ask()).toBe('refused');
    // Chromium says on the console why it refuses.
    expect(heard.some((line) => line.includes('CORS'))).toBe(true);
    heard.length = 0;
    (opened.at(-1)?.complaints.foreign as string[]).length = 0;
  });

  it('a page of another site cannot hand anything over', async () => {
    bed.readers.place(bed.citizen.card);
    const challenge = await bed.provider.challenge();
    const page = await open();
    // The same challenge, from a page that is not the provider's: by its number, the same server is another origin.
    await page.goto(`${bed.provider.origin.replace('localhost', '127.0.0.1')}/login`);
    await page.locator('input[name=challenge]').evaluate((input, text) => input.setAttribute('value', text), challenge);
    await press(page, 'Apri Software CIE');
    expect(page.url()).toBe(`${bed.origin}/accesso`);
    expect(await h1(page)).not.toBe('Entra con la tua carta');
    expect(bed.provider.proofs).toEqual([]);
    (opened.at(-1)?.complaints.foreign as string[]).length = 0;
  });

  it.each([1280, 320])('has no barrier and no sideways scrolling at %i px', async (width) => {
    const look = async (page: Page, name: string) => {
      expect(await accessibilityViolations(page), name).toEqual([]);
      expect(await fitsWidth(page), name).toBe(true);
      await takePicture(page, `${name}-${width}`);
    };
    await look(await atSoftwareCie('/', { width }), 'home-no-card');
    bed.readers.unplug(READER);
    await look(await atSoftwareCie('/diagnosi', { width }), 'diagnosis-no-reader');
    bed.readers.plug(READER);
    bed.readers.place(bed.citizen.card);
    const page = await atSoftwareCie('/abbina', { width });
    await look(page, 'enrol');
    await press(page, 'Abbina');
    await look(page, 'enrol-error');
    await page.getByLabel('PIN di 8 cifre').fill(TEST_PIN);
    await press(page, 'Abbina');
    await look(page, 'enrol-done');
    for (const [path, name] of [
      ['/', 'home'],
      ['/cambia-pin', 'change'],
      ['/sblocca-pin', 'unblock'],
      ['/diagnosi', 'diagnosis'],
      ['/accesso/pin', 'access-over'],
    ] as const) {
      await goTo(page, bed.origin + path);
      await look(page, name);
    }
    await goTo(page, `${bed.provider.origin}/login`);
    await press(page, 'Apri Software CIE');
    await look(page, 'access');
    const german = await atSoftwareCie('/', { width, language: 'de' });
    await look(german, 'home-de');
  });
});
