import { civilDateAt, type Ground, type Keys, type Sql } from '@tessera/base';
import { contactsOf, credentialsOf, phoneTaken } from '@tessera/credentials';
import { ageBand, type Citizen, cardState, citizenByFiscalCode, findCard, type IssuedCard } from '@tessera/registry';
import type { Holder, Obstacle } from './activation.ts';
import type { Pair } from './budget.ts';

/** A card and the citizen it was issued to. */
export interface CardHolder {
  readonly citizen: Citizen;
  readonly card: IssuedCard;
}

/** Whose card it is; null when there is no such card, no such citizen, or they do not belong together. */
export async function cardHolder(sql: Sql, keys: Keys, { fiscalCode, serial }: Pair): Promise<CardHolder | null> {
  // Both are always looked up, so that neither shows by its absence.
  const card = await findCard(sql, serial);
  const citizen = await citizenByFiscalCode(sql, keys, fiscalCode);
  return card !== null && citizen !== null && card.citizenId === citizen.id ? { citizen, card } : null;
}

/**
 * May this citizen's credentials be switched on? Asked when digits or card are proven, and again as they are switched on:
 * a card revoked in between, or a number that somebody else took, stops it there (promise 6). `round` as in Holder.
 */
export async function judge(
  sql: Sql,
  { keys, clock }: Pick<Ground, 'keys' | 'clock'>,
  { citizen, card }: CardHolder,
  round: number | null,
): Promise<Holder | { readonly obstacle: Obstacle }> {
  const obstacle = (is: Obstacle) => ({ obstacle: is });
  const today = civilDateAt(clock.now());
  const state = cardState(card, today);
  if (state === 'revoked') return obstacle('card-revoked');
  if (state === 'expired') return obstacle('card-expired');
  const age = ageBand(citizen.birthDate, today);
  if (age === 'under-5') return obstacle('under-5');
  if (age === 'minor' && round === null) return obstacle('card-of-minor');
  if ((await credentialsOf(sql, citizen.id)) !== null) return obstacle('already-active');
  const { phone } = await contactsOf(sql, keys, citizen.id);
  if (phone === null) return obstacle('phone-missing');
  if (await phoneTaken(sql, keys, phone, citizen.id)) return obstacle('phone-taken');
  return { citizenId: citizen.id, fiscalCode: citizen.fiscalCode, serial: card.serial, phone, round };
}
