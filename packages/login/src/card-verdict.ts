import { type CardSerial, type CivilDate, type Instant, type Keys, parseCardSerial, type Sql } from '@tessera/base';
import { ageBand, cardState, citizenByFiscalCode, findCard } from '@tessera/registry';
import type { CardRefusal, CardTrouble } from './login.ts';

/**
 * What a door saw. `genuine`: the certificate's chain is proven, and whoever came holds its private key.
 * Of any other certificate nothing is looked up, and nothing told apart (T-CRD-01).
 */
export type CardReading =
  | {
      readonly outcome: 'genuine';
      readonly fiscalCode: string;
      readonly serial: CardSerial;
      /** By the certificate: its dates, and the card authority's word on its revocation. */
      readonly state: 'valid' | 'expired' | 'revoked';
    }
  | { readonly outcome: 'not-genuine' }
  /** Nobody could say whether it is revoked: level 3 fails closed (T-CRD-05). */
  | { readonly outcome: 'status-unknown' }
  /** The browser came without one. */
  | { readonly outcome: 'no-certificate' };

/** What a reading is worth. Kept until the browser comes for it; holds our own identifiers alone. */
export type CardVerdict =
  | { readonly verdict: 'proven'; readonly citizenId: string; readonly serial: CardSerial; readonly at: Instant }
  | { readonly verdict: CardRefusal; readonly citizenId: string }
  | { readonly verdict: CardTrouble };

/** Card, revocation and age, by the certificate and by the registry: what one of them refuses is refused. */
export async function judgeReading(
  sql: Sql,
  keys: Keys,
  reading: CardReading,
  { at, today }: { readonly at: Instant; readonly today: CivilDate },
): Promise<CardVerdict> {
  if (reading.outcome === 'not-genuine') return { verdict: 'not-recognised' };
  if (reading.outcome !== 'genuine') return { verdict: reading.outcome };
  const serial = parseCardSerial(reading.serial);
  const citizen = await citizenByFiscalCode(sql, keys, reading.fiscalCode);
  const card = serial === null ? null : await findCard(sql, serial);
  if (citizen === null || card === null || card.citizenId !== citizen.id) return { verdict: 'not-recognised' };

  const state = cardState(card, today);
  if (state === 'revoked' || reading.state === 'revoked') return { verdict: 'card-revoked', citizenId: citizen.id };
  if (state === 'expired' || reading.state === 'expired') return { verdict: 'card-expired', citizenId: citizen.id };
  // Its codes are not in the citizen's hands yet, so neither may the card be.
  if (state === 'not-yet-delivered') return { verdict: 'not-recognised' };
  if (ageBand(citizen.birthDate, today) !== 'adult') return { verdict: 'card-of-minor', citizenId: citizen.id };
  return { verdict: 'proven', citizenId: citizen.id, serial: card.serial, at };
}
