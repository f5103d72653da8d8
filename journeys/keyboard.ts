import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** What the keyboard stands on, as a screen reader would say it. */
interface Stop {
  readonly name: string;
  /** The ring around it, or whatever shows it: false where nothing does. */
  readonly isVisible: boolean;
}

/** More than any page here has. */
const STOPS_MAX = 80;

/** A person without a mouse: Tab, Shift+Tab, Space, Enter and letters, nothing else. */
export class Keyboard {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  /** Presses Tab until it stands on what has this name, whose focus must be seen at every stop on the way. */
  async tabTo(name: string): Promise<void> {
    for (let i = 0; i < STOPS_MAX; i++) {
      await this.#page.keyboard.press('Tab');
      const stop = await this.#stop();
      if (stop === null) continue;
      expect(stop, 'focus that cannot be seen').toMatchObject({ isVisible: true });
      if (stop.name === name || stop.name.startsWith(`${name}*`)) return;
    }
    throw new Error(`${name} cannot be reached with the Tab key on ${new URL(this.#page.url()).pathname}`);
  }

  async type(text: string): Promise<void> {
    await this.#page.keyboard.type(text);
  }

  /** Presses Enter or Space, and waits for the page that comes of it. */
  async load(key: 'Enter' | 'Space'): Promise<void> {
    await this.#page.waitForLoadState();
    await Promise.all([this.#page.waitForEvent('load'), this.#page.keyboard.press(key)]);
  }

  async press(key: 'Enter' | 'Space'): Promise<void> {
    await this.#page.keyboard.press(key);
  }

  /** Once through the whole page: every control is reached, in one round, and nothing holds the focus. */
  async isNeverTrapped(): Promise<void> {
    const controls = await this.#page.evaluate(() => {
      const all = document.querySelectorAll<HTMLElement>(
        'a[href], button, input:not([type=hidden]), select, summary, [tabindex="0"]',
      );
      // One of a group of radio buttons stands for all of them.
      const one = new Set(
        [...all].map((each) => (each instanceof HTMLInputElement && each.type === 'radio' ? each.name : each)),
      );
      const seen = [...all].filter((each) => each.checkVisibility({ visibilityProperty: true }));
      return one.size - (all.length - seen.length);
    });
    await this.#page.evaluate(() => {
      document.body.tabIndex = -1;
      document.body.focus();
      document.body.removeAttribute('tabindex');
    });
    const stops: string[] = [];
    for (let i = 0; i < STOPS_MAX; i++) {
      await this.#page.keyboard.press('Tab');
      const stop = await this.#stop();
      // At the end the focus leaves the page, or begins again at its top.
      if (stop === null || stop.name === stops[0]) break;
      stops.push(stop.name);
    }
    expect(stops.length, `stops of ${new URL(this.#page.url()).pathname}: ${stops.join(', ')}`).toBe(controls);
  }

  /** Null where the focus has left the page's controls: the browser's own bars are next. */
  #stop(): Promise<Stop | null> {
    return this.#page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement) || element === document.body || element === document.documentElement)
        return null;
      const label = element instanceof HTMLInputElement ? element.labels?.[0] : undefined;
      const spoken = (label ?? element).cloneNode(true) as Element;
      for (const silent of spoken.querySelectorAll('[aria-hidden="true"]')) silent.remove();
      const name = (element.getAttribute('aria-label') ?? spoken.textContent ?? '').trim().replace(/\s+/g, ' ');
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      const box = element.getBoundingClientRect();
      const isInSight = box.bottom > 0 && box.top < innerHeight && box.width > 0;
      const hasRing = (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== 'none';
      return { name, isVisible: isInSight && hasRing };
    });
  }
}
