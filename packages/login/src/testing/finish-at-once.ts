import { systemRandom } from '@tessera/base';
import type { Script } from '@tessera/testbed';
import { agree, decline } from '../consent.ts';
import type { OpenLogin } from '../open-login.ts';
import { tellTable } from './told.ts';

export interface FinishInput {
  readonly login: OpenLogin;
  /** Forms to send at once, every second one "Annulla". */
  readonly forms: number;
}

/** Sends the last form of one login many times at once, and returns what each was answered. */
const finishAtOnce: Script<FinishInput, string[]> = async ({ ground: seeded, input, index }) => {
  const ground = { ...seeded, random: systemRandom };
  const { login, forms } = input;
  const conclusions = await Promise.all(
    Array.from({ length: forms }, (_, i) => {
      const tell = tellTable(login.id, `${index}-${i}`);
      const agreement = { offlineAccess: false, session: null, browser: `browser ${index}` };
      return i % 2 === 0 ? agree(ground, login, agreement, tell) : decline(ground, login, tell);
    }),
  );
  return conclusions.map((one) => (one.outcome === 'answered' ? one.answer.told : one.outcome));
};

export default finishAtOnce;
