import type { Script } from '@tessera/testbed';
import type { CodeDoor } from '../one-time-code-store.ts';
import { redeemOneTimeCode } from '../redeem-one-time-code.ts';

export interface Guesses {
  readonly door: CodeDoor;
  readonly typed: readonly string[];
}

/** All at once; answers with the outcomes. */
const guessACode: Script<Guesses, string[]> = async ({ ground, input: { door, typed } }) => {
  const checks = await Promise.all(typed.map((each) => redeemOneTimeCode(ground, door, each)));
  return checks.map(({ outcome }) => outcome);
};
export default guessACode;
