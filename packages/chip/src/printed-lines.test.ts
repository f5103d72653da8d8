import { describe, expect, it } from 'vitest';
import { documentSecret, type PrintedData, printedLines } from './printed-lines.ts';

/** The specimen of ICAO 9303-5 appendix B, as an Italian card. */
const specimen: PrintedData = {
  documentNumber: 'D23145890',
  givenName: 'Anna Maria',
  familyName: 'Eriksson',
  birthDate: '1974-08-12',
  sex: 'F',
  expiresOn: '2012-04-15',
};

describe('the printed lines', () => {
  it('are those of the specimen, with all its check digits', () => {
    const lines = printedLines(specimen).match(/.{30}/g);
    expect(lines).toEqual([
      'C<ITAD231458907<<<<<<<<<<<<<<<',
      '7408122F1204159ITA<<<<<<<<<<<6',
      'ERIKSSON<<ANNA<MARIA<<<<<<<<<<',
    ]);
  });

  it('make the secret of the worked example: ICAO 9303-11 appendix D.2', () => {
    const example = { ...specimen, documentNumber: 'L898902C', birthDate: '1969-08-06', expiresOn: '1994-06-23' };
    expect(documentSecret(example)).toBe('L898902C<369080619406236');
  });

  it('spell names with capital letters alone, cut where the line ends', () => {
    const third = (familyName: string, givenName: string): string =>
      printedLines({ ...specimen, familyName, givenName }).slice(60);
    expect(third("D'Àgata", 'Niccolò')).toBe('DAGATA<<NICCOLO<<<<<<<<<<<<<<<');
    expect(third('Groß-Müller', 'Žofie')).toBe('GROSS<MUELLER<<ZOFIE<<<<<<<<<<');
    expect(third('Nomelungoassaipersempre', 'Altrettantolungo')).toBe('NOMELUNGOASSAIPERSEMPRE<<ALTRE');
  });
});
