import { type CardSerial, parseCardSerial } from '@tessera/base';
import { type Letter, readOut } from './message-store.ts';

/** What a citizen reads off a letter of the municipality: one half of each code, and whose card they open. */
export interface HalvesOnPaper {
  readonly serial: CardSerial;
  readonly half: 'first-half' | 'second-half';
  readonly pin: string;
  readonly puk: string;
}

/** Null for a letter that holds no halves. */
export function halvesOn(letter: Letter): HalvesOnPaper | null {
  if (letter.holds === 'nothing-secret') return null;
  const codes = letter.sheets.flatMap((sheet) => sheet.codes);
  // The names PIN and PUK stay the same in every language (`ux.md` 7).
  const digitsOf = (name: string) => codes.find(({ label }) => label.includes(name))?.value;
  const [pin, puk, serial] = [digitsOf('PIN'), digitsOf('PUK'), serialOn(letter)];
  if (pin === undefined || puk === undefined || serial === null) return null;
  return { serial, half: letter.holds, pin, puk };
}

function serialOn({ sheets }: Letter): CardSerial | null {
  const printed = /\bC[A-Z]\d{5}[A-Z]{2}\b/.exec(readOut(sheets))?.[0];
  return printed === undefined ? null : parseCardSerial(printed);
}
