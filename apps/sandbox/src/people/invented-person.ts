import { type CivilDate, type Language, type Random, randomBelow, randomDigits } from '@tessera/base';
import { composeFiscalCode, type Sex } from '@tessera/registry';
import { drawName, pick } from './invented-names.ts';

/** What someone who asks for a person may choose; the rest is drawn. */
export interface PersonWish {
  readonly birthDate?: CivilDate | undefined;
  /** Whole years today, instead of a birth date. */
  readonly age?: number | undefined;
  /** Null for somebody who gave the municipality no number. */
  readonly phone?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly language?: Language | undefined;
}

export interface InventedPerson {
  readonly givenName: string;
  readonly familyName: string;
  readonly sex: Sex;
  readonly birthDate: CivilDate;
  /** Belfiore code. */
  readonly birthplace: string;
  readonly fiscalCode: string;
  readonly phone: string | null;
  readonly email: string | null;
  readonly language: Language;
}

/** Places that have existed for as long as anybody lives: Trento, Bolzano, Aosta … and two states abroad. */
const BIRTHPLACES = ['L378', 'A952', 'A326', 'H501', 'F205', 'L219', 'A944', 'F839', 'G273', 'D612', 'Z112', 'Z102'];
/** Adults whose age nobody chose keep their birth date whatever day it is: the seed alone decides. */
const FIRST_BIRTH_YEAR = 1950;
const BIRTH_YEARS = 50;
/** One less than a common year has: see `dayAged`. */
const BIRTHDAYS = 364;

/**
 * Draws a person who plainly does not exist: invented name, a number range that no operator uses, a mailbox that
 * cannot exist (RFC 2606), and the tax code that follows from it all.
 *
 * Every person takes the same draws in the same order, so that a wish for one thing does not change another.
 */
export async function inventPerson(random: Random, wish: PersonWish, today: CivilDate): Promise<InventedPerson> {
  const { givenName, familyName, sex } = drawName(random);
  const drawnYear = FIRST_BIRTH_YEAR + randomBelow(random, BIRTH_YEARS);
  const dayOfYear = randomBelow(random, BIRTHDAYS);
  const birthplace = pick(random, BIRTHPLACES);
  const mobile = `+39399${randomDigits(random, 7)}`;
  const birthDate =
    wish.birthDate ?? (wish.age === undefined ? dayIn(drawnYear, dayOfYear) : dayAged(wish.age, dayOfYear, today));
  return {
    givenName,
    familyName,
    sex,
    birthDate,
    birthplace,
    fiscalCode: await composeFiscalCode({ givenName, familyName, sex, birthDate, birthplace }),
    phone: wish.phone === undefined ? mobile : wish.phone,
    email: wish.email === undefined ? mailboxOf(givenName, familyName, mobile) : wish.email,
    language: wish.language ?? 'it',
  };
}

const dayIn = (year: number, dayOfYear: number): CivilDate =>
  new Date(Date.UTC(year, 0, 1 + dayOfYear)).toISOString().slice(0, 10);

/** A birth date of someone who is `age` today: the last birthday was from 1 to 364 days ago. */
function dayAged(age: number, daysBefore: number, today: CivilDate): CivilDate {
  const [year = 0, month = 0, day = 0] = today.split('-').map(Number);
  return new Date(Date.UTC(year - age, month - 1, day - 1 - daysBefore)).toISOString().slice(0, 10);
}

/** The digits keep two of the same name apart. */
function mailboxOf(givenName: string, familyName: string, mobile: string): string {
  const plain = (name: string) =>
    name
      .normalize('NFD')
      .replace(/[^A-Za-z]/g, '')
      .toLowerCase();
  return `${plain(givenName)}.${plain(familyName)}${mobile.slice(-4)}@posta.example`;
}
