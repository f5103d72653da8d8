import { civilDateAt, type Ground, randomToken, randomUuid, type Sql } from '@tessera/base';
import { cardState, cardsOf, citizenByFiscalCode } from '@tessera/registry';
import type { Activation, ActivationState } from './activation.ts';
import { forgetExpired, recordActivation } from './activation-store.ts';
import { type CardHolder, judge } from './eligibility.ts';
import { expiryAfter, sessionDigest } from './session.ts';

/**
 * Starts an activation for a citizen whose card was read at level 3 (ACT-09): what serial number, tax code and PUK digits
 * would prove is proven, so it stands at the phone, or at the reason why not.
 *
 * `fiscalCode` is what the identity provider vouches for, never something typed. The budget of guesses is neither asked
 * nor changed: nobody has guessed. The token is the browser's new cookie. Null when nobody with a card has this tax code.
 */
export function beginWithCard(ground: Ground, fiscalCode: string): Promise<{ token: string } | null> {
  const { database, keys, audit, clock, random } = ground;
  const token = randomToken(random);
  const now = clock.now();
  return database.transaction(async (sql) => {
    const found = await holderOf(sql, ground, fiscalCode);
    if (found === null) return null;
    const verdict = await judge(sql, ground, found, null);
    const state: ActivationState =
      'obstacle' in verdict ? { step: 'refused', obstacle: verdict.obstacle } : { step: 'phone', holder: verdict };
    const begun: Activation = {
      id: randomUuid(random),
      version: 1,
      beganAt: now,
      expiresAt: expiryAfter(now, now),
      state,
    };
    const citizen = found.citizen.id;
    await forgetExpired(sql, now);
    await recordActivation(sql, keys, sessionDigest(keys, token), begun, citizen);
    await audit.record(sql, { act: 'activation.began', rule: 'ACT-09', citizen });
    await audit.record(sql, { act: 'activation.card-proven', rule: 'ACT-09', citizen });
    if (state.step === 'refused') {
      const details = { obstacle: state.obstacle };
      await audit.record(sql, { act: 'activation.refused', rule: 'ACT-09', citizen, details });
    }
    return { token };
  });
}

/** The citizen and the card in hand: the newest that can be read, or else the newest, which says why it cannot. */
async function holderOf(
  sql: Sql,
  { keys, clock }: Pick<Ground, 'keys' | 'clock'>,
  fiscalCode: string,
): Promise<CardHolder | null> {
  const citizen = await citizenByFiscalCode(sql, keys, fiscalCode);
  if (citizen === null) return null;
  const cards = await cardsOf(sql, citizen.id);
  const today = civilDateAt(clock.now());
  const card = cards.find((one) => cardState(one, today) === 'usable') ?? cards[0];
  return card === undefined ? null : { citizen, card };
}
