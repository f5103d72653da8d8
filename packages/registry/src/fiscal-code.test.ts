import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { composeFiscalCode, parseFiscalCode, type Sex } from './fiscal-code.ts';

const TODAY = '2026-11-25';

/** Marks each of the seven digits whose bit is set with the letter that stands for it, and sets the check letter right. */
function omocode(code: string, bits: number): string {
  const places = [6, 7, 9, 10, 12, 13, 14];
  const marked = [...code].map((character, at) =>
    (bits >> places.indexOf(at)) & 1 && places.includes(at) ? 'LMNPQRSTUV'.charAt(Number(character)) : character,
  );
  return withCheckLetter(marked.slice(0, 15).join(''));
}

/** The check letter worked out from the table of the decree, apart from the library. */
function withCheckLetter(partial: string): string {
  const odd = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
  const sum = [...partial].reduce((total, character, at) => {
    const value = /\d/.test(character) ? Number(character) : character.charCodeAt(0) - 65;
    return total + (at % 2 === 0 ? (odd[value] ?? 0) : value);
  }, 0);
  return partial + String.fromCharCode(65 + (sum % 26));
}

describe('codice fiscale', () => {
  it('says birth date, sex and birthplace', async () => {
    expect(await parseFiscalCode('RSSMRA85T10A562S', TODAY)).toEqual({
      code: 'RSSMRA85T10A562S',
      birthDate: '1985-12-10',
      sex: 'M',
      birthplace: { belfiore: 'A562', name: 'San Giuliano Terme', province: 'PI' },
    });
    const abroad = withCheckLetter('PRVNNA70A41Z112');
    expect(await parseFiscalCode(abroad, TODAY)).toMatchObject({
      birthDate: '1970-01-01',
      sex: 'F',
      birthplace: { name: 'Germania', province: null },
    });
  });

  it('ACT-11 is taken with blanks and in lower case', async () => {
    expect(await parseFiscalCode('  rssmra 85t10\ta562s\n', TODAY)).toMatchObject({ code: 'RSSMRA85T10A562S' });
  });

  it('has a check letter, and no other will do', async () => {
    for (const letter of 'ABCDEFGHIJKLMNOPQRTUVWXYZ')
      expect(await parseFiscalCode(`RSSMRA85T10A562${letter}`, TODAY)).toBeNull();
  });

  it('keeps its omocodia, and means the same person', async () => {
    for (let bits = 0; bits < 128; bits++) {
      const code = omocode('RSSMRA85T10A562S', bits);
      expect(await parseFiscalCode(code, TODAY)).toMatchObject({ code, birthDate: '1985-12-10', sex: 'M' });
    }
  });

  it('is refused for a day that does not exist', async () => {
    for (const day of ['85T00', '85T32', '85T72', '85T40', '85D31', '85B29', '85T99']) {
      expect(await parseFiscalCode(withCheckLetter(`RSSMRA${day}A562`), TODAY)).toBeNull();
    }
    expect(await parseFiscalCode(withCheckLetter('RSSMRA84B29A562'), TODAY)).toMatchObject({ birthDate: '1984-02-29' });
  });

  it('never means a day to come: the same two digits are a hundred years older', async () => {
    const born = withCheckLetter('RSSMRA26S26H501');
    expect(await parseFiscalCode(born, '2026-11-25')).toMatchObject({ birthDate: '1926-11-26' });
    expect(await parseFiscalCode(born, '2026-11-26')).toMatchObject({ birthDate: '2026-11-26' });
    // 1900 would make the oldest person ever.
    expect(await parseFiscalCode(withCheckLetter('RSSMRA00A01Z135'), TODAY)).toBeNull();
    // 29 February 2000 existed and 1900's did not.
    expect(await parseFiscalCode(withCheckLetter('RSSMRA00B29H501'), '1999-12-31')).toBeNull();
  });

  it('needs a birthplace that existed on the day of birth', async () => {
    // Valsamoggia was made on 1 January 2014, and Bazzano ended then.
    expect(await parseFiscalCode(withCheckLetter('RSSMRA13T31M320'), TODAY)).toBeNull();
    expect(await parseFiscalCode(withCheckLetter('RSSMRA14A01M320'), TODAY)).toMatchObject({ birthDate: '2014-01-01' });
    expect(await parseFiscalCode(withCheckLetter('RSSMRA13T31A726'), TODAY)).toMatchObject({ birthDate: '2013-12-31' });
    expect(await parseFiscalCode(withCheckLetter('RSSMRA14A01A726'), TODAY)).toMatchObject({ birthDate: '1914-01-01' });
    // The Soviet Union ended; the states after it stand in the codes of those born there before.
    expect(await parseFiscalCode(withCheckLetter('RSSMRA92A01Z135'), '1992-06-01')).toBeNull();
    expect(await parseFiscalCode(withCheckLetter('RSSMRA60A01Z138'), TODAY)).not.toBeNull();
    expect(await parseFiscalCode(withCheckLetter('RSSMRA85T10M999'), TODAY)).toBeNull();
  });

  it('is not refused to those born in a town whose province was made later', async () => {
    expect(await parseFiscalCode(withCheckLetter('RSSMRA60A01G113'), TODAY)).toMatchObject({
      birthplace: { name: 'Oristano' },
    });
  });

  it('T-ACT-08 is not read from other alphabets, signs, or texts of any size', async () => {
    for (const text of [
      '',
      'RSSMRA85T10A562',
      'RSSMRA85T10A562SS',
      'RSSMRA٨٥T10A562S',
      '\uff32SSMRA85T10A562S',
      'RſSMRA85T10A562S',
      'RSSMRA85T1O A562S',
      '-RSSMRA85T10A562S',
      `RSSMRA85T10A562S${' '.repeat(100)}`,
      'A'.repeat(10_000),
    ]) {
      expect(await parseFiscalCode(text, TODAY)).toBeNull();
    }
  });

  it('is composed as the decree says', async () => {
    const person = { birthDate: '1985-12-10', sex: 'M' as Sex, birthplace: 'A562' };
    const code = (familyName: string, givenName: string) => composeFiscalCode({ ...person, familyName, givenName });
    expect(await code('Rossi', 'Mario')).toBe('RSSMRA85T10A562S');
    expect((await code('Fo', 'Ugo')).slice(0, 6)).toBe('FOXGUO');
    expect((await code("D'Aria", 'Gianfranco')).slice(0, 6)).toBe('DRAGFR');
    expect((await code('Müller-Lüdenscheidt', 'Jürgen')).slice(0, 6)).toBe('MLLJGN');
    expect((await code('Aiello', 'Ada')).slice(0, 6)).toBe('LLADAA');
    await expect(code('Rossi', '7')).rejects.toThrow(RangeError);
    await expect(
      composeFiscalCode({ ...person, familyName: 'Rossi', givenName: 'Mario', birthplace: 'M999' }),
    ).rejects.toThrow(RangeError);
  });

  it('comes back from composing as it went in', async () => {
    const letters = fc.stringMatching(/^[A-Z]{2,20}$/);
    const day = fc.date({ min: new Date('1930-01-01'), max: new Date('2026-11-25'), noInvalidDate: true });
    await fc.assert(
      fc.asyncProperty(
        letters,
        letters,
        day,
        fc.constantFrom<Sex>('F', 'M'),
        async (familyName, givenName, date, sex) => {
          const birthDate = date.toISOString().slice(0, 10);
          const code = await composeFiscalCode({ familyName, givenName, birthDate, sex, birthplace: 'H501' });
          expect(code).toBe(withCheckLetter(code.slice(0, 15)));
          const read = await parseFiscalCode(code, TODAY);
          expect(read).toMatchObject({ code, sex });
          expect(read?.birthDate.slice(2)).toBe(birthDate.slice(2));
        },
      ),
    );
  });
});
