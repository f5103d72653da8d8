import type { Ground } from '@tessera/base';
import { type Citizen, findCitizen } from '@tessera/registry';
import type { Holder } from './activation.ts';

/** Who is activating. Citizens are never taken out of the register: one that is missing is a bug. */
export async function citizenOf({ database, keys }: Ground, { citizenId }: Holder): Promise<Citizen> {
  const citizen = await findCitizen(database, keys, citizenId);
  if (citizen === null) throw new Error('an activation without its citizen');
  return citizen;
}
