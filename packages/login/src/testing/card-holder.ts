import type { CivilDate } from '@tessera/base';
import {
  INVENTED_MUNICIPALITIES,
  moveCard,
  recordCard,
  recordMunicipality,
  registerCitizen,
  revokeIssuedCard,
} from '@tessera/registry';
import type { Testbed } from '@tessera/testbed';
import type { CardReading } from '../card-verdict.ts';
import { chooseComputer } from '../choose-card.ts';
import type { CardDoor } from '../levels.ts';
import { type AwaitingCard, askCard, awaitsCard, recordReading, takeCardRequest } from '../read-card.ts';
import { inventPerson, openOf, type started } from './people.ts';

export interface CardHolder {
  readonly citizenId: string;
  readonly fiscalCode: string;
  readonly serial: string;
}

/** Somebody with a delivered card and no credentials (L3-02). */
export async function personWithCard(
  bed: Testbed,
  wanted: { birthDate?: CivilDate; expiresOn?: CivilDate; delivered?: boolean } = {},
): Promise<CardHolder> {
  const { identity } = await inventPerson(wanted);
  const [municipality] = INVENTED_MUNICIPALITIES;
  return await bed.database.transaction(async (sql) => {
    await recordMunicipality(sql, municipality);
    const citizen = await registerCitizen(sql, bed, identity);
    const { expiresOn } = wanted;
    const { serial } = await recordCard(sql, bed, { citizen, municipality: municipality.belfiore, expiresOn });
    if (wanted.delivered !== false) await moveCard(sql, serial, 'requested', 'delivered', bed.clock.now());
    return { citizenId: citizen.id, fiscalCode: identity.fiscalCode, serial };
  });
}

export const revoke = (bed: Testbed, { serial }: CardHolder): Promise<boolean> =>
  bed.database.transaction((sql) => revokeIssuedCard(sql, serial, bed.clock.now()));

/** What a door sees of a card that is all right. */
export const genuine = ({ fiscalCode, serial }: CardHolder, state: 'valid' | 'expired' | 'revoked' = 'valid') =>
  ({ outcome: 'genuine', fiscalCode, serial, state }) as const satisfies CardReading;

/** A login at the computer's page. */
export async function atComputer(bed: Testbed, login: Awaited<ReturnType<typeof started>>): Promise<AwaitingCard> {
  const opened = openOf(await chooseComputer(bed, login));
  if (!awaitsCard(opened)) throw new Error(`the login is at ${opened.state.step}`);
  return opened;
}

let tickets = 0;

/** Asks for a card and reads this one: the token that leads back. */
export async function readAt(
  bed: Testbed,
  login: AwaitingCard,
  reading: CardReading,
  door: CardDoor = 'card-tls',
): Promise<string> {
  const secret = `ticket ${++tickets}`;
  await askCard(bed, login, door, secret);
  const request = await takeCardRequest(bed, door, secret);
  if (request === null) throw new Error('a request that was just made is not there');
  return (await recordReading(bed, request, reading)).token;
}
