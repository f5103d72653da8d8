import { dictionary } from '@zxcvbn-ts/language-common';
import { describe, expect, it } from 'vitest';
import { passwordProblems } from './password-problems.ts';
import { leansOnWords } from './personal-words.ts';

const WORDS = ['Fiammetta', "Dell'Aquila", 'DLLFMM80A41H501X', 'CA12345AA', '01011980', '1980', 'persona.prova'];
/** A word from the list, brought into the form that the rules ask for. */
const dressed = (word: string, ending: string) => `${word.charAt(0).toUpperCase()}${word.slice(1)}${ending}`;

describe('a new password', () => {
  it('T-LOG-07 is taken when it keeps the rules and comes to nobody’s mind', async () => {
    for (const password of ['Vento-di-Mare42', 'gattoNero!42x', 'Xy9!abcdEF12', 'Luna-Piena-88', ' spazi E 3 ecc']) {
      expect(await passwordProblems(password, WORDS), password).toEqual([]);
    }
  });

  it('T-LOG-07 is not one of the 3,000 that everybody has', async () => {
    for (const word of dictionary['passwords-common'].slice(0, 3_000)) {
      expect(await passwordProblems(String(word), []), String(word)).toContain('common');
    }
  });

  it('T-LOG-07 is not one of the 500 commonest with a capital, figures and a sign', async () => {
    const common = dictionary['passwords-common'].map(String).filter((word) => /^[a-z]{6,}$/.test(word));
    for (const word of common.slice(0, 500)) {
      expect(await passwordProblems(dressed(word, '123!'), []), word).toContain('common');
    }
  });

  it.each(['Password123!', 'P@ssw0rd123!', 'Qwerty12345!', 'Domenica1!', 'Juventus1!', 'Aa1!Aa1!Aa1!'])(
    'T-LOG-07 is not %s',
    async (password) => expect(await passwordProblems(password, WORDS)).toContain('common'),
  );

  it.each([
    'DLLFMM80A41H501X-a1',
    'dllfmm80a41h501X!',
    'CA12345AA-vento',
    'ca12345aa.Ab1',
    'Fiammetta!80',
    'F1amm3tta!80x',
    'Fiammetta.1980!a',
    'Dell.Aquila1980!',
    'Dellaquila-01011980',
    'Persona.Prova1!',
    'cie2026',
    'Cie2026!!Ab',
    'Cie-2026-Cie!',
    'CieID2026!a',
    'EntraConCie1!',
  ])('T-LOG-07 does not lean on the person or the service: %s', async (password) => {
    expect(await passwordProblems(password, WORDS)).toContain('personal');
  });

  it('may hold a short name when enough is left beside it', () => {
    expect(leansOnWords('Pazienza-lunga7', [])).toBe(false);
    expect(leansOnWords('Anna.Karenina-1877', ['Anna'])).toBe(false);
    expect(leansOnWords('Vento-di-Mare42', ['Li', 'Re'])).toBe(false);
  });

  it('is not called personal for being short', () => {
    expect(leansOnWords('aB1!', WORDS)).toBe(false);
  });

  it('T-LOG-05 is told that it is too long, and not cut', async () => {
    for (const length of [21, 64, 128]) {
      expect(await passwordProblems(`Vento-di-Mare42${'xy'.repeat(64)}`.slice(0, length), WORDS)).toEqual(['too-long']);
    }
  });

  it('T-LOG-06 is not searched when it is a megabyte long', async () => {
    expect(await passwordProblems('Aa1-'.repeat(250_000), WORDS)).toEqual(['too-long']);
  });
});
