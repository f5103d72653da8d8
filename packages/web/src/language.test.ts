import { describe, expect, it } from 'vitest';
import { wishedLanguage } from './language.ts';

const none = { chosen: undefined, uiLocales: undefined, acceptLanguage: undefined };

describe('the language of a page', () => {
  it('is the one chosen, then the service’s, then the browser’s', () => {
    const all = { chosen: 'de', uiLocales: 'en', acceptLanguage: 'it' };
    expect(wishedLanguage(all)).toBe('de');
    expect(wishedLanguage({ ...all, chosen: undefined })).toBe('en');
    expect(wishedLanguage({ ...none, acceptLanguage: 'de-AT' })).toBe('de');
    expect(wishedLanguage(none)).toBeNull();
    expect(wishedLanguage({ ...none, acceptLanguage: 'fr, sl' })).toBeNull();
  });

  it('takes the first that we speak, by what the browser prefers', () => {
    expect(wishedLanguage({ ...none, acceptLanguage: 'fr, en;q=0.3, de;q=0.8' })).toBe('de');
    expect(wishedLanguage({ ...none, acceptLanguage: 'fr;q=0.9, de;q=0, en-GB;q=0.1' })).toBe('en');
    expect(wishedLanguage({ ...none, uiLocales: 'fr DE-at en' })).toBe('de');
  });

  it('is not disturbed by nonsense', () => {
    for (const nonsense of ['', ';;;', 'q=1', '*', ',,', 'de;q=x', '\u0000', 'x'.repeat(100_000)]) {
      expect([null, 'de']).toContain(
        wishedLanguage({ chosen: nonsense, uiLocales: nonsense, acceptLanguage: nonsense }),
      );
    }
  });
});
