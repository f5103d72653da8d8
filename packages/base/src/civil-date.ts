import { DAY, HOUR, type Instant } from './clock.ts';

/** A day of the calendar as `YYYY-MM-DD`. Days begin at midnight in Europe/Rome (MIN-05). */
export type CivilDate = string;

const romeDay = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Rome',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The day it is in Italy. */
export const civilDateAt = (instant: Instant): CivilDate => romeDay.format(instant);

/** The moment at which the day begins in Italy: 23:00 or 22:00 UTC of the day before. */
export function beginningOf(day: CivilDate): Instant {
  const inUtc = Date.parse(`${day}T00:00:00Z`);
  const inSummer = inUtc - 2 * HOUR;
  return civilDateAt(inSummer) === day ? inSummer : inUtc - HOUR;
}

/** The day after. */
export const dayAfter = (day: CivilDate): CivilDate =>
  new Date(Date.parse(`${day}T00:00:00Z`) + DAY).toISOString().slice(0, 10);

/** True for a day that exists, written `YYYY-MM-DD`. */
export function isCivilDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** The day someone turns `age`. Born on 29 February: 1 March in common years. */
export function birthdayAt(birthDate: CivilDate, age: number): CivilDate {
  const [year = 0, month = 0, day = 0] = birthDate.split('-').map(Number);
  // Date.UTC rolls 29 February of a common year over to 1 March, which is the rule.
  return new Date(Date.UTC(year + age, month - 1, day)).toISOString().slice(0, 10);
}

/** Whole years on that day; -1 and less before the birth. */
export function ageOn(birthDate: CivilDate, day: CivilDate): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return birthdayAt(birthDate, years) <= day ? years : years - 1;
}
