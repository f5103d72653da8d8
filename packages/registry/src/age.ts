import { birthdayAt, type CivilDate } from '@tessera/base';

/**
 * What the age opens: `under-5` nothing at all (MIN-01), `minor` schools only (MIN-03), `adult` everything.
 */
export type AgeBand = 'under-5' | 'minor' | 'adult';

const SCHOOL_AGE = 5;
const FULL_AGE = 18;

/** The first day on which schools are open to this person. */
export const schoolOn = (birthDate: CivilDate): CivilDate => birthdayAt(birthDate, SCHOOL_AGE);

/** The first day without the limits for minors. */
export const adultOn = (birthDate: CivilDate): CivilDate => birthdayAt(birthDate, FULL_AGE);

/** Worked out anew at each access, with the day it is in Italy: both birthdays count from midnight (MIN-05). */
export function ageBand(birthDate: CivilDate, today: CivilDate): AgeBand {
  if (today < schoolOn(birthDate)) return 'under-5';
  return today < adultOn(birthDate) ? 'minor' : 'adult';
}
