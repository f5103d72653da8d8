import type { Instant } from './clock.ts';

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
