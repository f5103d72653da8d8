import { randomUuid, systemRandom } from '@tessera/base';
import type { Script } from '@tessera/testbed';
import { agree } from '../consent.ts';
import { provePassword } from '../prove-password.ts';
import { form, HOST, openOf, PASSWORD, quickHashing, started } from './people.ts';
import { tellTable } from './told.ts';

export interface SignInInput {
  readonly fiscalCode: string;
}

/** Signs in again and again, and tells of each login that has been answered. */
const signInUntilKilled: Script<SignInInput, void> = async ({ ground: seeded, input, acknowledge }) => {
  // Every process begins with the same seed: their logins must not have the same identifiers.
  const ground = { ...seeded, random: systemRandom };
  for (let i = 0; i < 10_000; i++) {
    const begun = await started(ground, { forceFresh: true });
    const typed = { username: input.fiscalCode, password: PASSWORD, attempt: form(`p${i}`), browser: null, host: HOST };
    const login = openOf(await provePassword(ground, begun, typed, quickHashing));
    const agreement = { offlineAccess: false, session: null, browser: 'browser' };
    const conclusion = await agree(ground, login, agreement, tellTable(login.id, randomUuid(ground.random)));
    if (conclusion.outcome === 'answered') acknowledge({ login: login.id, told: conclusion.answer.told });
  }
};

export default signInUntilKilled;
