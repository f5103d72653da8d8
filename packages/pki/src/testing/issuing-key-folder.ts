import { cp, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { HOUR } from '@tessera/base';
import { renewKeys } from '@tessera/keys';
import type { Testbed } from '@tessera/testbed';

/** A copy of the test run's keys, for this bed alone. */
export async function ownKeyFolder({ place }: Testbed): Promise<string> {
  const folder = join(place.folder, 'keys');
  await cp(place.keys, folder, { recursive: true });
  return folder;
}

/** Makes the next issuing key, or takes the one that waits, and lets its hour pass: that is the machine's, so its file is made older. */
export async function letNextIssuingKeyServe(folder: string): Promise<void> {
  const before = (Date.now() - 2 * HOUR) / 1000;
  for (const { name, number } of renewKeys({ folder }, 'card-issuer'))
    await utimes(join(folder, `${name}.${number}.sealed`), before, before);
}
