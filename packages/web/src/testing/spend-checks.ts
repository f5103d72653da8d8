import { utf8 } from '@tessera/base';
import type { Script } from '@tessera/testbed';
import { countAnswer, spendCheck } from '../robot/robot-store.ts';

/** What one process got of what both wanted. */
export interface Share {
  readonly spent: number;
  readonly counted: number;
}

/** Spends one check and counts answers of one address, fifty times each at once. */
const spendChecks: Script<null, Share> = async ({ ground }) => {
  const now = ground.clock.now();
  const fifty = Array.from({ length: 50 });
  const spent = await Promise.all(fifty.map(() => spendCheck(ground.database, 'the one check', now + 1)));
  const counted = await Promise.all(fifty.map(() => countAnswer(ground.database, utf8('one address'), now)));
  return { spent: spent.filter((mine) => mine).length, counted: counted.filter((mine) => mine).length };
};
export default spendChecks;
