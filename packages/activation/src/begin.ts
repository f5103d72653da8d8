import { type Ground, randomToken, randomUuid, type Sql } from '@tessera/base';
import type { Activation } from './activation.ts';
import { activationOf, forgetExpired, keep, recordActivation } from './activation-store.ts';
import { askedPositions, GUESSES_MAX, type Positions, pairDigest } from './budget.ts';
import { budgetOf } from './budget-store.ts';
import type { Entered } from './doors.ts';
import { expiryAfter, type FirstForm, firstToken, sessionDigest } from './session.ts';

/**
 * Starts an activation for a tax code and a serial number, both well formed (ACT-11).
 *
 * Whether they exist and belong together is not looked up here, so nothing can show it. The token is the browser's cookie.
 */
export const beginActivation = (ground: Ground, filledIn: FirstForm): Promise<{ token: string }> =>
  ground.database.transaction((sql) => beginActivationIn(sql, ground, filledIn));

/** The same inside a transaction. */
export async function beginActivationIn(
  sql: Sql,
  { keys, audit, clock, random }: Ground,
  filledIn: FirstForm,
): Promise<{ token: string }> {
  const { fiscalCode, serial } = filledIn;
  const now = clock.now();
  const token = firstToken(keys, filledIn);
  const begun: Activation = {
    id: randomUuid(random),
    version: 1,
    beganAt: now,
    expiresAt: expiryAfter(now, now),
    state: { step: 'digits', fiscalCode, serial },
  };
  await forgetExpired(sql, now);
  if (await recordActivation(sql, keys, sessionDigest(keys, token), begun)) {
    await audit.record(sql, { act: 'activation.began', rule: 'ACT-11' });
  }
  return { token };
}

/** The token that this very form was given, when it was sent before; else null. */
export async function begunBefore(ground: Ground, filledIn: FirstForm): Promise<{ token: string } | null> {
  const token = firstToken(ground.keys, filledIn);
  return (await findActivation(ground, token)) === null ? null : { token };
}

/** The activation of a browser's cookie; null when there is none, or its time is over. */
export function findActivation({ database, keys, clock }: Ground, token: string): Promise<Activation | null> {
  return activationOf(database, keys, sessionDigest(keys, token), clock.now());
}

/** The citizen asks for more time (WCAG 2.2.1). */
export async function keepActivation({ database, clock }: Ground, activation: Activation): Promise<void> {
  await keep(database, activation.id, expiryAfter(clock.now(), activation.beganAt));
}

/** The question of step 1.2. */
export interface Question {
  readonly positions: Positions;
  /** 0: closed. Nothing is asked any more. */
  readonly guessesLeft: number;
  /** Names this very form, so that sending it twice is one answer. */
  readonly form: string;
}

export async function askDigits({ database, keys, random }: Ground, { state }: Entered<'digits'>): Promise<Question> {
  const pair = pairDigest(keys, state);
  const { guesses, round } = await budgetOf(database, pair);
  return {
    positions: askedPositions(keys, pair, round),
    guessesLeft: Math.max(0, GUESSES_MAX - guesses),
    form: randomToken(random),
  };
}
