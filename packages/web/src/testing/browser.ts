import { existsSync } from 'node:fs';
import { mkdtemp, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { describe, it } from 'vitest';

const require = createRequire(import.meta.url);

/** Debian's Chromium, or the one that CHROMIUM names; null where there is none. Nothing is downloaded. */
export function chromiumPath(): string | null {
  const path = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  return existsSync(path) ? path : null;
}

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

/** One broken accessibility rule: which, where, and why. */
export interface Violation {
  readonly rule: string;
  readonly impact: string;
  readonly where: readonly string[];
}

let axeSource: string | undefined;

/**
 * Runs axe on the page, with the rules of WCAG 2.0-2.2 A and AA, once it is here to its end: its first words can be read before.
 * Evaluated, not inserted: the policy allows no foreign script.
 */
export async function accessibilityViolations(page: Page): Promise<Violation[]> {
  await page.waitForLoadState();
  axeSource ??= await readFile(require.resolve('axe-core/axe.min.js'), 'utf8');
  await page.evaluate(axeSource);
  return page.evaluate(async () => {
    const { axe } = window as unknown as {
      axe: {
        run(
          root: Document,
          options: unknown,
        ): Promise<{
          violations: { id: string; impact: string; nodes: { target: unknown[]; failureSummary: string }[] }[];
        }>;
      };
    };
    const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
    // Where scripts are off the page's timers stand still, and axe would wait for one for ever; promises go on.
    if (matchMedia('(scripting: none)').matches) {
      window.setTimeout = ((task: () => void) => Promise.resolve().then(task)) as unknown as typeof window.setTimeout;
    }
    const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
    return violations.map(({ id, impact, nodes }) => ({
      rule: id,
      impact,
      where: nodes.map(({ target, failureSummary }) => `${target.join(' ')}: ${failureSummary}`),
    }));
  });
}

/** True when the page needs no sideways scrolling. */
export async function fitsWidth(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);
}

let pictures: Promise<string> | undefined;

/** A picture of the whole page in a temporary folder, and its path; taken only for somebody who looks (`TESSERA_PICTURES=1`). */
export async function takePicture(page: Page, name: string): Promise<string | null> {
  if (process.env['TESSERA_PICTURES'] === undefined) return null;
  pictures ??= mkdtemp(join(tmpdir(), 'tessera-pages-'));
  const path = join(await pictures, `${name}.png`);
  await page.screenshot({ path, fullPage: true });
  return path;
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
