import type { RelyingPartyName } from '@tessera/assurance';
import type { CivilDate } from '@tessera/base';
import { adultOn, ageBand, schoolOn } from '@tessera/registry';

/** Under 5 nobody; from 5 to 18 schools only; then everywhere. Asked at each access (MIN-01, MIN-03, MIN-05). */
export function admits(service: RelyingPartyName, birthDate: CivilDate, today: CivilDate): boolean {
  const band = ageBand(birthDate, today);
  return band === 'adult' || (band === 'minor' && service.school);
}

/** The first day on which this service is open to someone born then. */
export const admittedOn = (service: RelyingPartyName, birthDate: CivilDate): CivilDate =>
  service.school ? schoolOn(birthDate) : adultOn(birthDate);
