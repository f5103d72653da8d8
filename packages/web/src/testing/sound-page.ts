import { mkdtemp, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const require = createRequire(import.meta.url);

const WIDE = 1280;
const NARROW = 320;

/** The page as it is now has no barrier and fits, wide and narrow. Pictures and complaints go by its name. */
export async function isSound(page: Page, name: string): Promise<void> {
  for (const width of [WIDE, NARROW]) {
    await page.setViewportSize({ width, height: 900 });
    await takePicture(page, `${name}-${width}`);
    expect(await accessibilityViolations(page), `${name} at ${width}`).toEqual([]);
    expect(await fitsWidth(page), `${name} fits ${width}`).toBe(true);
  }
  await page.setViewportSize({ width: WIDE, height: 900 });
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
