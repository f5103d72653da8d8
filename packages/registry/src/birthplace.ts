import { belfioreConnector } from '@marketto/belfiore-connector-embedded';
import type { CivilDate } from '@tessera/base';

/**
 * A comune, or a state abroad, as the register of places knows it.
 *
 * Data: Agenzia delle Entrate and Ministero dell'Interno (CC BY 4.0), ISTAT (CC BY 3.0), through @marketto/belfiore-connector-embedded.
 */
export interface Birthplace {
  /** Belfiore code: a letter and three digits, `Z` for states abroad. */
  readonly belfiore: string;
  readonly name: string;
  /** Two letters of the province; null abroad. */
  readonly province: string | null;
}

/**
 * An opening before this day is not held against an earlier birth. Codes were first given out in 1973, to everyone
 * already born, with the places of those days; and the data opens Oristano or Pordenone on the day their province
 * was made (the last in 1974).
 */
const OPENINGS_COUNT_FROM: CivilDate = '1978-09-29';

/** The comune or state with this Belfiore code, if someone born on that day can have been born there; else null. */
export async function findBirthplace(belfiore: string, birthDate: CivilDate): Promise<Birthplace | null> {
  const place = await belfioreConnector.findByCode(belfiore);
  if (place === null) return null;
  const { belfioreCode, name, creationDate, expirationDate } = place;
  const [opened, closed] = [dayOf(creationDate), dayOf(expirationDate)];
  // A closing date is the first day of the place that follows.
  if (birthDate >= closed || (birthDate < opened && opened >= OPENINGS_COUNT_FROM)) return null;
  return { belfiore: belfioreCode, name, province: place.province ?? null };
}

/** The data holds days as local midnights of the machine: read back the same way they are days again, in any zone. */
function dayOf(localMidnight: Date): CivilDate {
  const [year, month, day] = [localMidnight.getFullYear(), localMidnight.getMonth() + 1, localMidnight.getDate()];
  return [String(year).padStart(4, '0'), ...[month, day].map((part) => String(part).padStart(2, '0'))].join('-');
}
