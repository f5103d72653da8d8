import { fromUtf8, type Ground, hex, type Keys, MINUTE, utf8 } from '@tessera/base';
import { forgetSignIns, type KeptSignIn, recordSignIn, signInOf, takeSignIn } from './card-sign-in-store.ts';

/** A browser that was sent to the identity provider to read a card, by the `state` that it brings back. */
export interface SignInUnderWay {
  /** The browser's own token. */
  readonly browser: string;
  readonly state: string;
}

/** Longer than any sign-in lasts at the provider. */
export const SIGN_IN_LIFETIME = 15 * MINUTE;

const signInId = (keys: Pick<Keys, 'digest'>, { browser, state }: SignInUnderWay): string =>
  hex(keys.digest('token', 'activation card sign-in', browser, state));

const place = (row: string) => ({ table: 'activation_sign_ins', column: 'memory', row, version: 1 });

const opened = async (keys: Keys, { id, memory }: KeptSignIn): Promise<string> =>
  fromUtf8(await keys.open('session', memory, place(id)));

/**
 * Keeps, sealed, what the answer will be judged by; it is found again in this browser alone. `form` names the very form
 * that was sent: sent twice, it begins one sign-in, whose memory is given back to both.
 */
export async function expectCardSignIn(
  { database, keys, clock }: Ground,
  underWay: SignInUnderWay & { readonly form: string },
  memory: string,
): Promise<string> {
  const id = signInId(keys, underWay);
  const form = keys.digest('token', 'activation card form', underWay.browser, underWay.form);
  const now = clock.now();
  const sealed = await keys.seal('session', utf8(memory), place(id));
  const kept = await database.transaction(async (sql) => {
    await forgetSignIns(sql, now);
    await recordSignIn(sql, { id, memory: sealed }, { form, expiresAt: now + SIGN_IN_LIFETIME });
    return signInOf(sql, form);
  });
  if (kept === null) throw new Error('a sign-in that was just kept is gone');
  return opened(keys, kept);
}

/** What was kept, once: null for another browser, an answer that was seen before, and one that comes too late. */
export async function takeCardSignIn(
  { database, keys, clock }: Ground,
  underWay: SignInUnderWay,
): Promise<string | null> {
  const id = signInId(keys, underWay);
  const memory = await takeSignIn(database, id, clock.now());
  return memory === null ? null : opened(keys, { id, memory });
}
