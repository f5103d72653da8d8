import {
  accessibilityViolations,
  fitsWidth,
  launchBrowser,
  openPage,
  tabStops,
  takePicture,
  withChromium,
} from '@tessera/web/testing';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openTestDoor, type TestDoor } from './testing/open-test-door.ts';

withChromium('the authority’s home page in a browser', () => {
  let door: TestDoor;
  let browser: Browser;
  beforeAll(async () => {
    door = await openTestDoor();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await door.close();
  });

  for (const javaScript of [true, false])
    it(`fits wide and narrow screens and says all it has to say, ${javaScript ? 'with' : 'without'} scripts`, async () => {
      const opened = await openPage(browser, { origins: [door.origin], javaScript });
      const { page } = opened;
      await page.goto(door.origin);
      for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 900 });
        if (javaScript) expect(await accessibilityViolations(page)).toEqual([]);
        expect(await fitsWidth(page)).toBe(true);
        if (javaScript) await takePicture(page, `authority-${width}`);
      }
      expect(await page.getByRole('link', { name: '/ca/root.cer' }).getAttribute('href')).toBe('/ca/root.cer');
      if (javaScript) expect(await tabStops(page, 14)).toContain('/crl/issuing.crl');
      expect(opened.complaints).toEqual({ errors: [], foreign: [] });
      await opened.context.close();
    });
});
