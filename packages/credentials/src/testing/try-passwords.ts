import type { Script } from '@tessera/testbed';
import { checkPassword, type PasswordAttempt } from '../check-password.ts';
import { quickHashing } from './people.ts';

/** All at once; answers with the outcomes. */
const tryPasswords: Script<readonly PasswordAttempt[], string[]> = async ({ ground, input }) => {
  const checks = await Promise.all(input.map((attempt) => checkPassword(ground, attempt, quickHashing)));
  return checks.map(({ outcome }) => outcome);
};
export default tryPasswords;
