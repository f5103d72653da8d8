import type { AuditEvent, Ground, Sql } from '@tessera/base';
import type { Activation, ActivationState, Holder } from './activation.ts';
import { advance } from './activation-store.ts';
import { expiryAfter } from './session.ts';

/** The states in which we know who it is. */
export type Known = Extract<ActivationState, { holder: Holder }>;

/**
 * Takes a known citizen's activation to its next state, with its audit row. False when somebody moved first: nothing has happened then.
 */
export const move = (
  ground: Ground,
  activation: Activation<Known>,
  state: Known,
  event?: AuditEvent,
): Promise<boolean> => ground.database.transaction((sql) => moveIn(sql, ground, activation, state, event));

/** The same inside a transaction. */
export async function moveIn(
  sql: Sql,
  { keys, audit, clock }: Pick<Ground, 'keys' | 'audit' | 'clock'>,
  activation: Activation<Known>,
  state: Known,
  event?: AuditEvent,
): Promise<boolean> {
  const { citizenId } = activation.state.holder;
  const next = { state, citizenId, expiresAt: expiryAfter(clock.now(), activation.beganAt) };
  const moved = await advance(sql, keys, activation, next);
  if (moved && event !== undefined) await audit.record(sql, { ...event, citizen: citizenId });
  return moved;
}
