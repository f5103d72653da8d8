import type { Keys, Sql } from '@tessera/base';
import { cardsOf, findCitizen } from '@tessera/registry';
import { contactsOf } from './contacts.ts';

/** Words of this service that come to everybody's mind. */
const SERVICE_WORDS = ['cieid', 'cie', 'entraconcie'];

/** What a password may have beside such words, at least: without them it must stand by itself. */
const OTHER_CHARACTERS_MIN = 8;
/** Shorter ones stand inside too many honest words. */
const WORD_LENGTH_MIN = 3;

/** What people who know a citizen would try first: names, tax code, serial numbers, birthday, contacts. */
export async function personalWordsOf(sql: Sql, keys: Keys, citizenId: string): Promise<string[]> {
  const citizen = await findCitizen(sql, keys, citizenId);
  if (citizen === null) return [];
  const { phone, email } = await contactsOf(sql, keys, citizenId);
  const cards = await cardsOf(sql, citizenId);
  const [year = '', month = '', day = ''] = citizen.birthDate.split('-');
  return [
    citizen.givenName,
    citizen.familyName,
    citizen.fiscalCode,
    ...cards.map(({ serial }) => serial),
    ...[day + month + year, year + month + day, day + month + year.slice(2), year],
    // Without the prefix of the country; the name before the @, whole and in its parts.
    ...(phone === null ? [] : [phone.slice(-10)]),
    ...(email === null ? [] : [email.slice(0, email.lastIndexOf('@'))]),
  ];
}

/**
 * True when little is left of the password without the words of the person and of the service, with the years next to
 * them: `Cie2026!` and `R0ssi.1980` are what others try first. A long password may hold a short name.
 *
 * Capitals, accents and the usual figures for letters make no difference.
 */
export function leansOnWords(password: string, personalWords: readonly string[]): boolean {
  const words = [...SERVICE_WORDS, ...personalWords.flatMap(withParts)]
    .map(plain)
    .filter((word) => word.length >= WORD_LENGTH_MIN)
    .sort((one, other) => other.length - one.length);
  // Once with figures read as figures, for dates and codes, and once as the letters that they stand for.
  return [asTyped, lettersForFigures].some((reading) => {
    const whole = reading(plain(password));
    const left = withoutWords(whole, words.map(reading));
    return left.length < whole.length && left.length < OTHER_CHARACTERS_MIN;
  });
}

/** A name of several words counts whole and in parts. */
const withParts = (word: string): string[] => [word.replace(/[^\p{L}\p{N}]/gu, ''), ...word.split(/[^\p{L}\p{N}]+/u)];

const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

const asTyped = (text: string): string => text;
const FIGURES: Readonly<Record<string, string>> = { 0: 'o', 1: 'i', 3: 'e', 4: 'a', 5: 's', 7: 't', '@': 'a', $: 's' };
const lettersForFigures = (text: string): string => text.replace(/[013457@$]/g, (figure) => FIGURES[figure] ?? figure);

/** What is left when each of the words, longest first, is taken out wherever it stands, and the years next to them. */
function withoutWords(password: string, words: readonly string[]): string {
  const mark = '\u0000';
  const year = '(?:19|20)\\d\\d';
  let left = password;
  for (const word of words) left = left.replaceAll(word, mark);
  left = left.replace(new RegExp(`${year}(?=${mark})|(?<=${mark})${year}`, 'g'), '');
  return left.replaceAll(mark, '');
}
