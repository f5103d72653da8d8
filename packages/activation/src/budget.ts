import { type CardSerial, hex, type Keys, MINUTE } from '@tessera/base';

/** Wrong answers after which a card is activated at the desk or with the card itself, and no more by its digits. */
export const GUESSES_MAX = 5;

/**
 * How long an answer that was counted may still be on its way to being judged. Past this it never will be: the process
 * that counted it is gone, and the guess is lost to the citizen.
 */
export const JUDGED_WITHIN = MINUTE;

/** The budget of one serial number and tax code, real or not. */
export interface Budget {
  /** Answers counted and not given back: wrong ones, those being compared, and those lost on the way. */
  readonly guesses: number;
  /** One activation, from one switch-on to the next. */
  readonly round: number;
}

export const UNTOUCHED: Budget = { guesses: 0, round: 1 };

/** What somebody claims to hold together: the budget belongs to the two of them. */
export interface Pair {
  readonly fiscalCode: string;
  readonly serial: CardSerial;
}

/** The budget's name in the table. It tells nobody who it is, nor whether such a person exists (promise 7). */
export const pairDigest = (keys: Pick<Keys, 'digest'>, { serial, fiscalCode }: Pair): Uint8Array =>
  keys.digest('activation-pair', serial, fiscalCode);

/** Two positions among the first four digits, counted from 1, in reading order. */
export type Positions = readonly [number, number];

const CHOICES: readonly Positions[] = [
  [1, 2],
  [1, 3],
  [1, 4],
  [2, 3],
  [2, 4],
  [3, 4],
];

/**
 * The two digits that are asked.
 *
 * They follow from the pair and its round under a key: whoever asks, from wherever and however often, is asked the
 * same two until the activation ends, also where there is no such card; and there is nothing to store, to race for or
 * to lose (promise 3, T-ACT-06).
 */
export function askedPositions(keys: Pick<Keys, 'digest'>, pair: Uint8Array, round: number): Positions {
  const drawn = keys.digest('puk-positions', hex(pair), String(round));
  // Six does not divide 2^32: the bias is one in seven hundred million.
  const number = new DataView(drawn.buffer, drawn.byteOffset, 4).getUint32(0);
  return CHOICES[number % CHOICES.length] ?? [1, 2];
}

/**
 * The asked digits out of a half typed as `*3*7`, where `*` was left alone; null unless exactly those asked hold an ASCII digit each.
 *
 * Which digits are asked is never taken from what was sent.
 */
export function digitsAt(typed: string, [first, second]: Positions): string | null {
  const asked = [1, 2, 3, 4].map((position) => (position === first || position === second ? '([0-9])' : '\\*'));
  const found = new RegExp(`^${asked.join('')}$`).exec(typed);
  return found === null ? null : `${found[1]}${found[2]}`;
}
