import { belfioreConnector } from '@marketto/belfiore-connector-embedded';
import { CheckDigitizer, Parser } from '@marketto/codice-fiscale-utils';
import { ageOn, type CivilDate, isCivilDate } from '@tessera/base';
import { type Birthplace, findBirthplace } from './birthplace.ts';

export type Sex = 'F' | 'M';

/** A codice fiscale that can exist, and what it says of its holder. */
export interface FiscalCode {
  /** Sixteen characters in capitals, as given out: letters that stand for digits (omocodia) are kept. */
  readonly code: string;
  /** The latest day that fits: the code holds two digits of the year, and cannot tell a child from a centenarian. */
  readonly birthDate: CivilDate;
  readonly sex: Sex;
  readonly birthplace: Birthplace;
}

/** What a codice fiscale is made from. */
export interface FiscalCodePerson {
  readonly givenName: string;
  readonly familyName: string;
  readonly birthDate: CivilDate;
  readonly sex: Sex;
  /** Belfiore code of the comune or the state of birth. */
  readonly birthplace: string;
}

/** A is January … T is December. */
const MONTHS = 'ABCDEHLMPRST';
/** Seven places hold a digit, or the letter that stands for it when two people would share a code. */
const SHAPE = /^[A-Z]{6}[\dLMNP-V]{2}[A-EHLMPR-T][\dLMNP-V]{2}[A-Z][\dLMNP-V]{3}[A-Z]$/;
/** Added to the day of birth of women. */
const FEMALE_DAYS = 40;
/** Years; older than anyone has become. */
const OLDEST_AGE = 120;

const parser = new Parser(belfioreConnector);

/**
 * Reads a codice fiscale as people type it: lower case and blanks are taken.
 *
 * Null when the shape or the check letter is wrong, the day does not exist or is still to come, or the birthplace
 * did not exist on that day.
 *
 * Source: DM 23 December 1976 (Ministero delle Finanze), articles 2 to 6.
 */
export async function parseFiscalCode(text: string, today: CivilDate): Promise<FiscalCode | null> {
  const code = compact(text);
  if (code === null || !SHAPE.test(code) || CheckDigitizer.checkDigit(code) !== code.at(-1)) return null;
  const digits = parser.cfDeomocode(code);
  const day = Number(digits.slice(9, 11));
  const sex: Sex = day > FEMALE_DAYS ? 'F' : 'M';
  for (const birthDate of daysThatFit(
    digits.slice(6, 8),
    digits.charAt(8),
    sex === 'F' ? day - FEMALE_DAYS : day,
    today,
  )) {
    const birthplace = await findBirthplace(digits.slice(11, 15), birthDate);
    if (birthplace !== null) return { code, birthDate, sex, birthplace };
  }
  return null;
}

/**
 * The codice fiscale that follows from someone's data. Only the revenue agency gives codes out: this one serves
 * invented people.
 *
 * Throws a RangeError for a birthplace that did not exist on the day, or a name without letters enough.
 */
export async function composeFiscalCode(person: FiscalCodePerson): Promise<string> {
  const { birthDate, sex } = person;
  if (!isCivilDate(birthDate)) throw new RangeError('a day of birth that does not exist');
  const birthplace = await findBirthplace(person.birthplace, birthDate);
  if (birthplace === null) throw new RangeError(`${person.birthplace} is no birthplace on ${birthDate}`);
  const family = parser.lastNameToCf(lettersOf(person.familyName));
  const given = parser.firstNameToCf(lettersOf(person.givenName));
  if (family === null || given === null) throw new RangeError('a name needs two letters at least');
  const [year, month, day] = [birthDate.slice(2, 4), Number(birthDate.slice(5, 7)), Number(birthDate.slice(8))];
  const dayAndSex = String(sex === 'F' ? day + FEMALE_DAYS : day).padStart(2, '0');
  const partial = `${family}${given}${year}${MONTHS.charAt(month - 1)}${dayAndSex}${birthplace.belfiore}`;
  return `${partial}${CheckDigitizer.checkDigit(partial)}`;
}

/** The text without blanks and in capitals; null when a character is none of the code's: no look-alikes are taken. */
function compact(text: string): string | null {
  // Bounded before it is looked at; sixteen characters and as many blanks are generous.
  if (text.length > 64) return null;
  const code = text.replace(/\s/g, '');
  return /^[A-Za-z0-9]{16}$/.test(code) ? code.toUpperCase() : null;
}

/** The days of this century and the last that the code can mean for someone alive, the latest first. */
function daysThatFit(year: string, month: string, day: number, today: CivilDate): CivilDate[] {
  const monthAndDay = [MONTHS.indexOf(month) + 1, day].map((part) => String(part).padStart(2, '0')).join('-');
  const days = ['20', '19'].map((century) => `${century}${year}-${monthAndDay}`);
  return days.filter((date) => isCivilDate(date) && date <= today && ageOn(date, today) <= OLDEST_AGE);
}

/** Letters alone, hyphens and blanks gone; the library takes 32 of them. */
const lettersOf = (name: string): string => name.replace(/[^\p{L}]/gu, '').slice(0, 32);
