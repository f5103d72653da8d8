import type { Ground, Language } from '@tessera/base';
import { type Citizen, findCitizen } from '@tessera/registry';
import type { Activation, Holder } from './activation.ts';

/** Who is activating. Citizens are never taken out of the register: one that is missing is a bug. */
export async function citizenOf({ database, keys }: Ground, { citizenId }: Holder): Promise<Citizen> {
  const citizen = await findCitizen(database, keys, citizenId);
  if (citizen === null) throw new Error('an activation without its citizen');
  return citizen;
}

/** The language on file of whoever has proven who they are; null before that. */
export async function languageOf(ground: Ground, { state }: Activation): Promise<Language | null> {
  return 'holder' in state ? (await citizenOf(ground, state.holder)).language : null;
}
