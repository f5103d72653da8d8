import type { Script } from '@tessera/testbed';
import { setRecoveredPassword } from '../finish-recovery.ts';
import { quickHashing } from './people.ts';

export interface Recovering {
  readonly token: string;
  readonly passwords: readonly string[];
}

/** Sets all of the passwords at once, each on a form of its own; answers with the outcomes. */
const finishARecovery: Script<Recovering, string[]> = async ({ ground, index, input: { token, passwords } }) => {
  const recoveries = await Promise.all(
    passwords.map((password, i) =>
      setRecoveredPassword(ground, { token, password, form: `${index}/${i}` }, quickHashing),
    ),
  );
  return recoveries.map(({ outcome }) => outcome);
};
export default finishARecovery;
