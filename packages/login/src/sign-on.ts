import { civilDateAt, type Ground, HOUR, type Keys, MINUTE, randomToken, type Sql } from '@tessera/base';
import { meansStand } from './means.ts';
import { endSignOn, insertSignOn, type SignOn, useSignOn } from './sign-on-store.ts';

/** Source: NIST SP 800-63B-4, AAL2 sessions; `security.md` part 2. */
export const SIGN_ON_IDLE_MAX = 30 * MINUTE;
export const SIGN_ON_LIFETIME = 12 * HOUR;

const digestOf = (keys: Keys, token: string): Uint8Array => keys.digest('token', 'sign-on session', token);

/**
 * Whom this browser's session stands for, at level 1 and never above (promise 11).
 *
 * Null when there is none, when it has ended, or when what was proven as it began stands no more (T-LOG-21).
 */
export async function signedOn(sql: Sql, ground: Ground, token: string | null): Promise<SignOn | null> {
  if (token === null) return null;
  const now = ground.clock.now();
  const signOn = await useSignOn(sql, digestOf(ground.keys, token), {
    now,
    usedAfter: now - SIGN_ON_IDLE_MAX,
    startedAfter: now - SIGN_ON_LIFETIME,
  });
  if (signOn === null) return null;
  return (await meansStand(sql, signOn, civilDateAt(now))) ? signOn : null;
}

/** Starts a session with a token of its own; the browser's former one ends (T-LOG-16). */
export async function startSignOn(sql: Sql, ground: Ground, signOn: SignOn, former: string | null): Promise<string> {
  const now = ground.clock.now();
  if (former !== null) await endSignOn(sql, digestOf(ground.keys, former), now);
  const token = randomToken(ground.random);
  await insertSignOn(sql, digestOf(ground.keys, token), signOn, now);
  return token;
}

/** "Esci": the browser's session ends; the logins that it began are not touched. */
export async function signOff(sql: Sql, ground: Ground, token: string): Promise<void> {
  const ended = await endSignOn(sql, digestOf(ground.keys, token), ground.clock.now());
  if (ended) await ground.audit.record(sql, { act: 'login.signed-off', rule: 'T-LOG-21' });
}
