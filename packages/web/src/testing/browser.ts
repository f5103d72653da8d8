import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { describe, it } from 'vitest';

/** The one without windows takes half the work for the same pages; it asks nobody for a certificate. */
const WITHOUT_WINDOWS = '/usr/bin/chromium-headless-shell';
const WHOLE = '/usr/bin/chromium';

/** Debian's Chromium, or the one that CHROMIUM names; null where there is none. Nothing is downloaded. */
export function chromiumPath(paths: readonly string[] = [WITHOUT_WINDOWS, WHOLE]): string | null {
  const named = process.env['CHROMIUM'];
  return (named === undefined ? paths : [named]).find((path) => existsSync(path)) ?? null;
}

/** The one that people have, with their certificates and settings. */
export const wholeChromiumPath = (): string | null => chromiumPath([WHOLE]);

/** Throws when there is no Chromium: ask `chromiumPath` first, and say so in the name of what is left out. */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = chromiumPath();
  if (executablePath === null) throw new Error('no Chromium: install it or set CHROMIUM');
  // No sandbox of its own: tests run as root in containers, and open only our pages.
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
}

/** A suite that needs Chromium; without one it is a single test that says so. */
export function withChromium(name: string, suite: () => void): void {
  if (chromiumPath() !== null) describe(name, suite);
  else it(`${name}: not tried`, ({ skip }) => skip('there is no Chromium here: install it or set CHROMIUM'));
}

/** A free port: an app must know its own origin before it listens. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() =>
        typeof address === 'object' && address !== null ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

export interface OpenPageOptions {
  readonly width?: number;
  readonly javaScript?: boolean;
  readonly language?: 'it' | 'en' | 'de';
  /** Origins that the page may talk to; requests elsewhere are noted as foreign. */
  readonly origins: readonly string[];
}

/** What must stay empty while a journey runs. */
export interface Complaints {
  /** Violations of the Content-Security-Policy, errors on the console, errors of scripts. */
  readonly errors: readonly string[];
  /** Addresses of requests to other origins (T-PRV-03). */
  readonly foreign: readonly string[];
}

export interface OpenPage {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly complaints: Complaints;
}

/** A fresh browser context, 1280 px wide unless told, whose complaints are collected: those of all its tabs. */
export async function openPage(browser: Browser, options: OpenPageOptions): Promise<OpenPage> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: 900 },
    javaScriptEnabled: options.javaScript ?? true,
    locale: { it: 'it-IT', en: 'en-GB', de: 'de-DE' }[options.language ?? 'it'],
    reducedMotion: 'reduce',
  });
  const errors: string[] = [];
  const foreign: string[] = [];
  context.on('console', (message) => {
    // An answer that is an error page is the test's own business: the browser notes each as an error too.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      errors.push(message.text());
  });
  context.on('weberror', (error) => errors.push(String(error.error())));
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol !== 'data:' && !options.origins.includes(origin)) foreign.push(request.url());
  });
  return { page: await context.newPage(), context, complaints: { errors, foreign } };
}

/** Opens an address. A live page that shows itself anew at this moment gives way. */
export async function goTo(page: Page, address: string): Promise<void> {
  await page.goto(address).catch((error: Error) => {
    if (!error.message.includes('interrupted by another navigation')) throw error;
    return page.goto(address);
  });
}

/** Where the keyboard is: the name that a screen reader would say, by pressing Tab `presses` times from the top. */
export async function tabStops(page: Page, presses: number): Promise<string[]> {
  const stops: string[] = [];
  for (let i = 0; i < presses; i++) {
    await page.keyboard.press('Tab');
    stops.push(
      await page.evaluate(() => {
        const element = document.activeElement;
        if (element === null || element === document.body) return '';
        const label = element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : null;
        const spoken = element.cloneNode(true) as Element;
        for (const silent of spoken.querySelectorAll('[aria-hidden="true"]')) silent.remove();
        const name = element.getAttribute('aria-label') ?? label ?? spoken.textContent;
        return name.trim().replace(/\s+/g, ' ');
      }),
    );
  }
  return stops;
}
