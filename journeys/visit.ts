import { type Complaints, goTo, isSound, type OpenPage, type OpenPageOptions, openPage } from '@tessera/web/testing';
import type { Browser, Page, Response } from 'playwright-core';
import { expect } from 'vitest';
import { type Labels, labels } from './labels.ts';

/** How long one step of a journey may take before it is taken to hang, in milliseconds: less than the journey itself may take. */
const PATIENCE = 120_000;

/** The states that a file of journeys has looked at: each is looked at once, in each language, with and without scripts. */
export type LookedAt = Set<string>;

export type VisitOptions = Pick<OpenPageOptions, 'language' | 'javaScript'>;

interface Surroundings {
  readonly addresses: Readonly<Record<string, string>>;
  readonly lookedAt: LookedAt;
  /** Whether pages that many journeys pass are looked at in this file. */
  readonly looksInPassing: boolean;
  readonly language: 'it' | 'en' | 'de';
  readonly javaScript: boolean;
  /** Every address that the browser has asked for, in all its tabs. */
  readonly asked: readonly string[];
  readonly looseHeaders: readonly string[];
}

/** A person in front of a browser, who finds things by the words on the page. */
export class Visit {
  readonly page: Page;
  readonly labels: Labels;
  readonly #opened: OpenPage;
  readonly #here: Surroundings;

  constructor(opened: OpenPage, surroundings: Surroundings) {
    this.#opened = opened;
    this.#here = surroundings;
    this.page = opened.page;
    this.labels = labels[surroundings.language];
  }

  get javaScript(): boolean {
    return this.#here.javaScript;
  }

  get asked(): readonly string[] {
    return this.#here.asked;
  }

  /** What must stay empty. */
  get complaints(): Complaints & { readonly looseHeaders: readonly string[] } {
    return { ...this.#opened.complaints, looseHeaders: this.#here.looseHeaders };
  }

  /** Opens a page of an app: `go('portal', '/attivazione')`. */
  async go(app: string, path = '/'): Promise<void> {
    await goTo(this.page, `${this.#here.addresses[app]}${path}`);
  }

  /** Presses a button and waits for the page that comes of it. */
  async press(name: string): Promise<void> {
    await this.#andLoad(() => this.page.getByRole('button', { name, exact: true }).click());
  }

  /**
   * Presses a button twice. The first press reaches the server, which does what it asks; its answer is still on the way
   * when the second one overtakes it. Playwright's own double click leaves to the machine's load whether the second half
   * comes before the next page, or falls on whatever button stands there.
   */
  async pressTwice(name: string): Promise<void> {
    const { page } = this;
    const button = page.getByRole('button', { name, exact: true });
    const done = Promise.withResolvers<void>();
    let overtaken = false;
    await page.route('**', async (route) => {
      if (overtaken || route.request().method() !== 'POST') return route.continue();
      overtaken = true;
      await route.fetch({ maxRedirects: 0 });
      done.resolve();
    });
    await button.hover();
    // The mouse itself: a click that leads away waits for what it leads to.
    const press = async () => {
      await page.mouse.down();
      await page.mouse.up();
    };
    await press();
    await done.promise;
    await this.#andLoad(press);
    await page.unroute('**');
  }

  /** Follows a link of the page's content, and waits for the page behind it. */
  async follow(name: string): Promise<void> {
    await this.#andLoad(() => this.page.getByRole('main').getByRole('link', { name, exact: true }).click());
  }

  /** The page of before is here to its end first: what is waited for is the end of the next one. */
  async #andLoad(act: () => Promise<void>): Promise<void> {
    await this.page.waitForLoadState();
    await Promise.all([this.page.waitForEvent('load'), act()]);
  }

  /** Fills in the field with this label. */
  async fill(label: string, text: string): Promise<void> {
    await this.page.getByLabel(label).fill(text);
  }

  /** The page's one first heading says this, and the page is here to its end. */
  async standsAt(heading: string): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: heading, exact: true }).waitFor();
    await this.page.waitForLoadState();
  }

  /** These words stand on the page, and the page is here to its end. */
  async reads(words: string): Promise<void> {
    await this.page.getByText(words).first().waitFor();
    await this.page.waitForLoadState();
  }

  /** The error summary says this, and where scripts run it has the focus. */
  async isToldOff(words: string): Promise<void> {
    const summary = this.page.getByRole('alert');
    expect(await summary.textContent()).toContain(words);
    expect(await this.page.title()).toContain(this.labels.errorPrefix);
    if (!this.javaScript) return;
    await expect.poll(() => summary.evaluate((element) => element === document.activeElement)).toBe(true);
  }

  /**
   * The page as it is now is accessible and fits, wide and narrow, and speaks one language alone.
   * `state` names it; the same state is looked at once.
   */
  async look(state: string): Promise<void> {
    const { lookedAt, language, javaScript } = this.#here;
    const name = [state, language, javaScript ? [] : 'no-script'].flat().join('-');
    if (lookedAt.has(name)) return;
    lookedAt.add(name);
    expect(await this.page.locator('html').getAttribute('lang'), name).toBe(language);
    expect(await this.page.getByRole('heading', { level: 1 }).count(), `first headings of ${name}`).toBe(1);
    if (language !== 'it') expect(await italianWords(this.page), `Italian on ${name}`).toEqual([]);
    await isSound(this.page, name);
  }

  /** A page that many journeys pass: looked at by those alone that are walked for its sake. */
  async passBy(state: string): Promise<void> {
    if (this.#here.looksInPassing) await this.look(state);
  }

  /** Each tab's page: its path, its title, and what it complains of. */
  async whereabouts(): Promise<string[]> {
    return Promise.all(
      this.#opened.context.pages().map(async (page) => {
        await page.waitForLoadState();
        const alerts = await page.getByRole('alert').allInnerTexts();
        return [new URL(page.url()).pathname, await page.title(), ...alerts].join(' | ');
      }),
    );
  }

  /** Closes the browser's context: cookies are gone. */
  async close(): Promise<void> {
    await this.#opened.context.close();
  }

  /** Another tab of the same browser: it shares the cookies. */
  async anotherTab(): Promise<Visit> {
    return new Visit({ ...this.#opened, page: await this.#opened.context.newPage() }, this.#here);
  }
}

/** A fresh browser with one tab. */
export async function openVisit(
  browser: Browser,
  country: Pick<Surroundings, 'addresses' | 'lookedAt' | 'looksInPassing'>,
  { language = 'it', javaScript = true }: VisitOptions = {},
): Promise<Visit> {
  const { addresses } = country;
  const opened = await openPage(browser, { origins: Object.values(addresses), language, javaScript });
  // Playwright's own half a minute for each step measures the machine: where eight suites share a core, a page has taken that long.
  opened.context.setDefaultTimeout(PATIENCE);
  const asked: string[] = [];
  const loose: string[] = [];
  opened.context.on('request', (request) => asked.push(request.url()));
  opened.context.on('request', (request) => {
    // T-PRV-02: what is in an address goes to nobody else. An origin alone is told where Software CIE must know who asks.
    const { referer = '' } = request.headers();
    if (referer !== '' && referer !== `${new URL(referer).origin}/`) loose.push(`${request.url()}: referer ${referer}`);
  });
  opened.context.on('response', (response) => loose.push(...looseHeaders(response, addresses)));
  return new Visit(opened, { ...country, language, javaScript, asked, looseHeaders: loose });
}

/**
 * Each page's policy, word by word (`ux.md` 8). Its forms may end at more of the country's origins, and one page asks Software CIE
 * whether it runs.
 */
const POLICY =
  /^default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'((?: https?:\/\/localhost:\d+)?); worker-src 'self'; manifest-src 'self'; form-action 'self'((?: https?:\/\/localhost:\d+){0,2}); base-uri 'none'; frame-ancestors 'none'$/;

const STRICT: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** What is missing from a page's or a redirect's headers (T-WEB-01, T-PRV-08). */
function looseHeaders(response: Response, addresses: Readonly<Record<string, string>>): string[] {
  if (!response.request().isNavigationRequest()) return [];
  const headers = response.headers();
  const { pathname } = new URL(response.url());
  const policy = POLICY.exec(headers['content-security-policy'] ?? '');
  const origins = `${policy?.[1] ?? ''}${policy?.[2] ?? ''}`.split(' ').filter(Boolean);
  const isOurs = origins.every((origin) => Object.values(addresses).includes(origin));
  return [
    policy === null || !isOurs ? `${pathname}: content-security-policy ${headers['content-security-policy']}` : [],
    Object.entries(STRICT).flatMap(([name, value]) => (headers[name] === value ? [] : `${pathname}: ${name}`)),
  ].flat();
}

/** Words that only Italian has, and that a page in another language shows outside what is marked as Italian. */
function italianWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      const text = node.textContent ?? '';
      if (node.parentElement?.closest('[lang=it]') !== null) continue;
      if (
        /\b(?:sono|puoi|questo|questa|hai|tuo|tua|tuoi|inserisci|scegli|anche|nostro|nostra|dati|accesso)\b/i.test(text)
      )
        found.push(text.trim());
    }
    return found;
  });
}
