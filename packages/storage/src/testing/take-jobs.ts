import type { Script } from '@tessera/testbed';
import { takeJobs } from './take.ts';

/** Takes jobs until there are none; tells which. */
const script: Script<null, string[]> = async ({ ground, index }) => {
  const taken: string[] = [];
  for (;;) {
    const batch = await takeJobs(ground.database, `process ${index}`, 3);
    if (batch.length === 0) return taken;
    taken.push(...batch);
  }
};

export default script;
