import {
  type CardSerial,
  type CivilDate,
  civilDateAt,
  type Ground,
  type Random,
  randomBelow,
  randomDigits,
  type Sql,
} from '@tessera/base';
import type { Citizen } from './citizen.ts';
import { expiryOf, type IssuedCard } from './issued-card.ts';
import { insertCard } from './issued-card-store.ts';

/** 1,757,600,000 serial numbers: even with 100 million cards out, one draw in 18 is taken. */
const DRAWS_MAX = 50;

/**
 * Enters a card that was asked for, with a serial number and a NIS that no other card has.
 *
 * `expiresOn` is given only where the rule by age does not say it.
 */
export async function recordCard(
  sql: Sql,
  { clock, random }: Pick<Ground, 'clock' | 'random'>,
  request: {
    readonly citizen: Pick<Citizen, 'id' | 'birthDate'>;
    readonly municipality: string;
    readonly expiresOn?: CivilDate | undefined;
  },
): Promise<IssuedCard> {
  const requestedAt = clock.now();
  const { citizen, municipality, expiresOn = expiryOf(citizen.birthDate, civilDateAt(requestedAt)) } = request;
  for (let draw = 0; draw < DRAWS_MAX; draw++) {
    const [serial, nis] = [drawSerial(random), randomDigits(random, 12)];
    const card: IssuedCard = {
      serial,
      nis,
      citizenId: citizen.id,
      municipality,
      status: 'requested',
      requestedAt,
      expiresOn,
    };
    if (await insertCard(sql, card)) return card;
  }
  throw new Error('no free serial number was drawn');
}

/** C, a letter, five digits, two letters (COD-10). */
function drawSerial(random: Random): CardSerial {
  const letter = () => String.fromCharCode(65 + randomBelow(random, 26));
  return `C${letter()}${randomDigits(random, 5)}${letter()}${letter()}`;
}
