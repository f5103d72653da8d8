import type { Script } from '@tessera/testbed';
import type { CodeDoor } from '../one-time-code-store.ts';
import { redeemOneTimeCode } from '../redeem-one-time-code.ts';

/** Guesses wrongly at one code after the other, and tells of each compare that it was answered. */
const guessUntilKilled: Script<readonly CodeDoor[], void> = async ({ ground, input, acknowledge }) => {
  for (const door of input) {
    const check = await redeemOneTimeCode(ground, door, '000000');
    acknowledge({ flow: door.flow, outcome: check.outcome });
  }
};
export default guessUntilKilled;
