import type { Script } from '@tessera/testbed';
import { spend } from './spend.ts';

/** Tries to spend so many times at once; tells how often it was allowed. */
const script: Script<number, number> = async ({ ground, input }) => {
  const spent = await Promise.all(Array.from({ length: input }, () => spend(ground.database)));
  return spent.filter(Boolean).length;
};

export default script;
