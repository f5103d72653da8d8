import { type CardSerial, civilDateAt, type Ground, type Sql } from '@tessera/base';
import {
  ageBand,
  type CardStatus,
  findCard,
  findCitizen,
  findMunicipality,
  type IssuedCard,
  moveCard,
} from '@tessera/registry';
import { openHalves } from './code-half.ts';
import { type Addressee, letterWithTheCard } from './letters.ts';

/**
 * Hands the card over with its letter: the second halves, and nothing of the first (DSK-06).
 *
 * Takes effect once; `not-deliverable` when there is no such card, it was delivered before, or it is revoked.
 */
export async function deliverCard(ground: Ground, serial: CardSerial): Promise<'delivered' | 'not-deliverable'> {
  return ground.database.transaction(async (sql) => {
    const card = await findCard(sql, serial);
    if (card === null || !isOnItsWay(card.status)) return 'not-deliverable';
    if (!(await moveCard(sql, serial, card.status, 'delivered', ground.clock.now()))) return 'not-deliverable';

    const addressee = await addresseeOf(sql, ground, card);
    const letter = letterWithTheCard(addressee, await halvesFor(sql, ground, addressee));
    await ground.outbox.send(sql, letter, { citizen: card.citizenId });
    await ground.audit.record(sql, {
      act: 'issuance.card-delivered',
      rule: 'DSK-06',
      citizen: card.citizenId,
      details: { serial, letter: letter.holds },
    });
    return 'delivered';
  });
}

const isOnItsWay = (status: CardStatus): boolean => status !== 'delivered' && status !== 'revoked';

async function addresseeOf(sql: Sql, { keys }: Pick<Ground, 'keys'>, card: IssuedCard): Promise<Addressee> {
  const citizen = await findCitizen(sql, keys, card.citizenId);
  const municipality = await findMunicipality(sql, card.municipality);
  if (citizen === null || municipality === null) throw new Error('a card without citizen or comune');
  return { citizen, card, municipality };
}

/** Null when the comune keeps the second halves of minors at its desk (DSK-12). */
async function halvesFor(
  sql: Sql,
  { keys, clock }: Pick<Ground, 'keys' | 'clock'>,
  { citizen, card, municipality }: Addressee,
) {
  const minor = ageBand(citizen.birthDate, civilDateAt(clock.now())) !== 'adult';
  if (minor && municipality.minorsLetter === 'no-halves') return null;
  const halves = await openHalves(sql, keys, card.serial, 'second-half');
  if (halves === null) throw new Error('a card without codes');
  return halves;
}
