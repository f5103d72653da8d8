import type { Ground, Sql } from '@tessera/base';
import { switchOn } from '@tessera/credentials';
import type { ActivationState, Obstacle, SecondFactor } from './activation.ts';
import { advance } from './activation-store.ts';
import { pairDigest } from './budget.ts';
import { finishRound, holdRound } from './budget-store.ts';
import type { Entered } from './doors.ts';
import { cardHolder, judge } from './eligibility.ts';
import { expiryAfter } from './session.ts';

export type SwitchOnResult =
  /** The credentials are on. */
  | { readonly outcome: 'finished' }
  /** What was possible when the digits were proven is not any more. */
  | { readonly outcome: 'refused'; readonly obstacle: Obstacle }
  /** The desk recorded another contact meanwhile: it is proven before anything is switched on. */
  | { readonly outcome: 'contact-changed' }
  | { readonly outcome: 'moved' };

/**
 * Switches the credentials on, with the chosen way to authorise accesses (ACT-31).
 *
 * One transaction: the credentials, the end of the activation and of its round of guesses, and the audit row; or nothing.
 */
export async function finishActivation(
  ground: Ground,
  activation: Entered<'second-factor'>,
  secondFactor: SecondFactor,
): Promise<SwitchOnResult> {
  const { database, keys, audit, clock } = ground;
  const { citizenId } = activation.state.holder;
  return database.transaction(async (sql) => {
    const state = await switchOnIn(sql, ground, activation, secondFactor);
    const expiresAt = expiryAfter(clock.now(), activation.beganAt);
    if (!(await advance(sql, keys, activation, { state, expiresAt, citizenId }))) return { outcome: 'moved' };
    switch (state.step) {
      case 'finished':
        await audit.record(sql, {
          act: 'activation.finished',
          rule: 'ACT-31',
          citizen: citizenId,
          details: { secondFactor },
        });
        return { outcome: 'finished' };
      case 'refused':
        await audit.record(sql, {
          act: 'activation.refused',
          rule: 'promise 6',
          citizen: citizenId,
          details: { obstacle: state.obstacle },
        });
        return { outcome: 'refused', obstacle: state.obstacle };
      case 'phone':
        return { outcome: 'contact-changed' };
    }
  });
}

type Outcome = Extract<ActivationState, { step: 'finished' | 'refused' | 'phone' }>;

/** Everything is judged once more, where nothing can change any more. Returns the state in which the activation ends. */
async function switchOnIn(
  sql: Sql,
  ground: Ground,
  { state }: Entered<'second-factor'>,
  secondFactor: SecondFactor,
): Promise<Outcome> {
  const { holder, email, passwordHash } = state;
  const { citizenId, fiscalCode, serial, phone, round } = holder;
  const pair = pairDigest(ground.keys, holder);
  if (round !== null && !(await holdRound(sql, pair, round))) return { step: 'refused', obstacle: 'closed' };

  const found = await cardHolder(sql, ground.keys, holder);
  // Revoked cards stay on record: one that is gone was never this citizen's to begin with.
  if (found === null) return { step: 'refused', obstacle: 'card-revoked' };
  const verdict = await judge(sql, ground, found, round);
  if ('obstacle' in verdict) return { step: 'refused', obstacle: verdict.obstacle };
  if (verdict.phone !== phone) return { step: 'phone', holder: verdict };

  const outcome = await switchOn(sql, ground, { citizenId, phone, email, passwordHash, secondFactor });
  if (outcome === 'contact-changed') return { step: 'phone', holder: verdict };
  if (outcome !== 'switched-on') return { step: 'refused', obstacle: outcome };
  if (round !== null) await finishRound(sql, pair, round);
  return { step: 'finished', fiscalCode, serial, email, secondFactor };
}
