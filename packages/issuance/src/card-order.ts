import type { CardSerial, Ground, Keys, Sql } from '@tessera/base';
import type { CardOrder } from '@tessera/chip';
import { type CitizenCertificate, enterCertificate } from '@tessera/pki';
import { type Citizen, findCard, findCitizen, type IssuedCard, moveCard } from '@tessera/registry';
import { openHalves } from './code-half.ts';
import { type CardKeys, takeKeys } from './key-pool.ts';

/** Everything about one card that the database knows, taken together for the press. */
export interface PreparedCard {
  readonly card: IssuedCard;
  readonly citizen: Citizen;
  readonly keys: CardKeys;
  readonly codes: Pick<CardOrder, 'pin' | 'puk'>;
  /** Entered, and still to be signed. */
  readonly certificate: CitizenCertificate;
}

/**
 * Moves a card into production and gives it keys and a certificate number. Asked again it gives the same: a press that died can be
 * started anew. `no-keys` when the pool has none free.
 */
export async function prepareCard(
  sql: Sql,
  ground: Pick<Ground, 'keys' | 'clock' | 'random'>,
  serial: CardSerial,
): Promise<PreparedCard | 'not-producible' | 'no-keys'> {
  const card = await findCard(sql, serial);
  if (card === null || !(await isInProduction(sql, card, ground))) return 'not-producible';
  const keys = await takeKeys(sql, ground.keys, serial);
  if (keys === null) return 'no-keys';
  const citizen = await findCitizen(sql, ground.keys, card.citizenId);
  if (citizen === null) throw new Error('a card without citizen');
  return {
    card,
    citizen,
    keys,
    codes: await joinCodes(sql, ground.keys, serial),
    certificate: await enterCertificate(sql, ground, card),
  };
}

/** True when the card is in production now; one that was asked for enters it. */
async function isInProduction(
  sql: Sql,
  { serial, status }: IssuedCard,
  { clock }: Pick<Ground, 'clock'>,
): Promise<boolean> {
  if (status === 'in-production') return true;
  return status === 'requested' && moveCard(sql, serial, 'requested', 'in-production', clock.now());
}

/**
 * The whole codes, for the chip. The first exception of promise 17, and the only place of the product where two halves meet: what it
 * returns goes into the chip and is forgotten.
 */
async function joinCodes(sql: Sql, keys: Keys, serial: CardSerial): Promise<PreparedCard['codes']> {
  const first = await openHalves(sql, keys, serial, 'first-half');
  const second = await openHalves(sql, keys, serial, 'second-half');
  if (first === null || second === null) throw new Error('a card without codes');
  return { pin: first.pin + second.pin, puk: first.puk + second.puk };
}
