import type { Ground } from '@tessera/base';
import {
  argon2idHashing,
  hashPassword,
  type PasswordHashing,
  type PasswordProblem,
  passwordProblems,
  personalWordsOf,
} from '@tessera/credentials';
import type { Entered } from './doors.ts';
import { move } from './move.ts';

export type PasswordChoice =
  | { readonly outcome: 'chosen' | 'moved' }
  | { readonly outcome: 'refused'; readonly problems: readonly PasswordProblem[] };

/** Everything that keeps a password from being taken here; empty when it may be chosen (ACT-29). */
export async function problemsOfPassword(
  { database, keys }: Pick<Ground, 'database' | 'keys'>,
  { state: { holder, email } }: Entered<'password'>,
  password: string,
): Promise<PasswordProblem[]> {
  const words = await personalWordsOf(database, keys, holder.citizenId);
  // An address that was verified just now is not on file yet.
  if (email !== null) words.push(email.slice(0, email.lastIndexOf('@')));
  return passwordProblems(password, words);
}

/**
 * Takes the password of the credentials (ACT-28, ACT-29). Only its hash is kept, sealed, until they are switched on.
 *
 * The citizen has acknowledged the privacy notice in the same form (ACT-30). Throws PoolBusy.
 */
export async function choosePassword(
  ground: Ground,
  activation: Entered<'password'>,
  password: string,
  hashing: PasswordHashing = argon2idHashing,
): Promise<PasswordChoice> {
  const { holder, email } = activation.state;
  const { citizenId } = holder;
  const problems = await problemsOfPassword(ground, activation, password);
  if (problems.length > 0) return { outcome: 'refused', problems };
  const passwordHash = await hashPassword(ground, { citizenId, password }, hashing);
  const event = { act: 'activation.password-chosen', rule: 'ACT-30' };
  const moved = await move(ground, activation, { step: 'second-factor', holder, email, passwordHash }, event);
  return { outcome: moved ? 'chosen' : 'moved' };
}
