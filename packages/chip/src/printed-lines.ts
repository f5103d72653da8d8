import type { CivilDate } from '@tessera/base';

/** What the back of the card says in three lines that machines read. */
export interface PrintedData {
  readonly documentNumber: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: CivilDate;
  readonly sex: 'F' | 'M';
  readonly expiresOn: CivilDate;
}

const LINE = 30;

/**
 * The machine readable zone of an Italian identity card, 90 characters.
 *
 * Source: ICAO 9303-5, TD1; issuing state and nationality ITA.
 */
export function printedLines(data: PrintedData): string {
  const first = `C<ITA${documentField(data)}`.padEnd(LINE, '<');
  const birth = withCheckDigit(shortDate(data.birthDate));
  const expiry = withCheckDigit(shortDate(data.expiresOn));
  const second = `${birth}${data.sex}${expiry}ITA`.padEnd(LINE - 1, '<');
  // The last digit checks line one from the document number on, both dates, and the optional field.
  const overall = checkDigit(first.slice(5) + birth + expiry + second.slice(18));
  const third = `${letters(data.familyName)}<<${letters(data.givenName)}`.slice(0, LINE).padEnd(LINE, '<');
  return `${first}${second}${overall}${third}`;
}

/** What opens the document to its holder: number, birth and expiry with their check digits. Source: ICAO 9303-11 section 4.3.2. */
export const documentSecret = (data: PrintedData): string =>
  `${documentField(data)}${withCheckDigit(shortDate(data.birthDate))}${withCheckDigit(shortDate(data.expiresOn))}`;

const documentField = ({ documentNumber }: PrintedData): string => withCheckDigit(documentNumber.padEnd(9, '<'));

/** `YYYY-MM-DD` as YYMMDD. */
const shortDate = (date: CivilDate): string => date.replaceAll('-', '').slice(2);

const withCheckDigit = (field: string): string => `${field}${checkDigit(field)}`;

/** Weights 7, 3, 1; A is 10, the filler 0. Source: ICAO 9303-3 section 4.9. */
function checkDigit(field: string): number {
  const weighted = Array.from(field, (character, i) => digitValue(character) * ([7, 3, 1][i % 3] ?? 0));
  return weighted.reduce((sum, value) => sum + value, 0) % 10;
}

const digitValue = (character: string): number => (character === '<' ? 0 : Number.parseInt(character, 36));

/** Letters that no accent can be taken off. Source: ICAO 9303-3 section 6. */
const SPELT_OUT: Readonly<Record<string, string>> = { Ä: 'AE', Ö: 'OE', Ü: 'UE', Æ: 'AE', Ø: 'OE', Œ: 'OE', Þ: 'TH' };

/** Capital letters without accents; apostrophes fall away, everything else separates. */
const letters = (name: string): string =>
  name
    .normalize('NFC')
    .replaceAll('ß', 'SS')
    .toUpperCase()
    .replace(/[ÄÖÜÆØŒÞ]/g, (letter) => SPELT_OUT[letter] ?? letter)
    .normalize('NFD')
    .replace(/[\u0300-\u036f'’]/g, '')
    .replace(/[^A-Z]+/g, '<')
    .replace(/^<|<$/g, '');
