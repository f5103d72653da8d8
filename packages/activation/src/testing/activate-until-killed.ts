import type { Part } from '@tessera/testbed';
import type { NewCitizen } from './people.ts';
import { activate } from './walk.ts';

/** Walks one citizen after the other through the whole wizard, and says so after each switch-on. */
export default async function activateUntilKilled({
  ground,
  input,
  acknowledge,
}: Part<{ readonly citizens: readonly NewCitizen[] }>): Promise<void> {
  for (const citizen of input.citizens) {
    const { result } = await activate(ground, citizen);
    if (result.outcome === 'finished') acknowledge(citizen.serial);
  }
}
