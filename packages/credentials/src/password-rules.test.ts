import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { brokenRules, normalPassword, type PasswordRule } from './password-rules.ts';

describe('password rules', () => {
  it('ACT-29 are all kept by a password that keeps them', () => {
    expect(brokenRules('Vento-di-Mare42')).toEqual([]);
  });

  it.each<[PasswordRule, string]>([
    ['too-short', 'Vento-m42'],
    ['too-long', 'Vento-di-Mare42-e-Sol'],
    ['no-upper-case', 'vento-di-mare42'],
    ['no-lower-case', 'VENTO-DI-MARE42'],
    ['no-digit', 'Vento-di-Mare'],
    ['no-symbol', 'VentodiMare42'],
    ['repeated-character', 'Vennnto-di-Mare42'],
  ])('ACT-29 say %s and nothing else of %s', (rule, password) => {
    expect(brokenRules(password)).toEqual([rule]);
  });

  it('ACT-29 are told all at once, in the order of the page', () => {
    expect(brokenRules('')).toEqual(['too-short', 'no-upper-case', 'no-lower-case', 'no-digit', 'no-symbol']);
  });

  it('ACT-29 have their limits at exactly 10 and 20 characters', () => {
    const of = (length: number) => `aB3-${'xy'.repeat(20)}`.slice(0, length);
    expect([9, 10, 20, 21].map((length) => brokenRules(of(length)))).toEqual([['too-short'], [], [], ['too-long']]);
  });

  it('ACT-29 allow a character twice in a row, and not three times', () => {
    expect(brokenRules('Aabb-ccdd--11')).toEqual([]);
    expect(brokenRules('Aabb-ccdd---11')).toEqual(['repeated-character']);
    expect(brokenRules('Aabb-ccdd-👍👍👍-11')).toEqual(['repeated-character']);
  });

  it('T-LOG-05 count code points: an emoji is one, and a symbol; blanks are symbols, wherever they stand', () => {
    expect(brokenRules('Abcdefgh1👍')).toEqual([]);
    expect(brokenRules(`Abcdefgh1${'👍🌊'.repeat(6)}`)).toEqual(['too-long']);
    for (const password of [' Abcdefg12', 'Abcdefg12 ', 'Abcd efg12']) expect(brokenRules(password)).toEqual([]);
    expect(brokenRules(' Abcdefg1 '.trim())).toContain('too-short');
  });

  it('T-LOG-05 know letters and digits of every script', () => {
    expect(brokenRules('Èlègànt-città1')).toEqual([]);
    expect(brokenRules('Ωμέγα-Δέλτα-٣')).toEqual([]);
  });

  it('T-LOG-05 are the same for a letter with its accent in one character or in two', () => {
    const composed = 'Perché-no-così1';
    const decomposed = composed.normalize('NFD');
    expect(decomposed).not.toBe(composed);
    expect(normalPassword(decomposed)).toBe(composed);
    expect(brokenRules(decomposed)).toEqual(brokenRules(composed));
  });

  it('T-LOG-06 look no further into a megabyte', () => {
    expect(brokenRules('Aa1-'.repeat(250_000))).toEqual(['too-long']);
  });

  it('agree with counting by hand', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), (typed) => {
        const characters = [...typed.normalize('NFC')];
        const broken = brokenRules(typed);
        expect(broken.includes('too-short')).toBe(characters.length < 10);
        expect(broken.includes('too-long')).toBe(characters.length > 20);
        expect(broken.includes('repeated-character')).toBe(
          characters.some((each, at) => each === characters[at + 1] && each === characters[at + 2]),
        );
      }),
    );
  });
});
