import { MINUTE } from '@tessera/base';
import type { Script } from '@tessera/testbed';
import { checkPassword } from '../check-password.ts';
import { quickHashing } from './people.ts';

/** Tries wrong passwords, one an hour, and tells of each that it was answered. */
const tryUntilKilled: Script<{ readonly username: string }, void> = async ({ ground, input, acknowledge }) => {
  for (;;) {
    const check = await checkPassword(ground, { ...input, password: 'wrong', browser: null }, quickHashing);
    acknowledge(check.outcome);
    ground.clock.advance(61 * MINUTE);
  }
};
export default tryUntilKilled;
