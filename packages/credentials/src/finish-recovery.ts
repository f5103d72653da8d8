import { type Ground, HOUR, type Instant, type Language, LOCALES, type Sql } from '@tessera/base';
import { recoveryId } from './begin-recovery.ts';
import { contactsOf } from './contacts.ts';
import { replacePassword } from './credentials-store.ts';
import { forgetBrowsers } from './known-browsers.ts';
import { notify } from './notice.ts';
import { CODE_GUESSES_MAX, type CodeCheck } from './one-time-code.ts';
import { findCode } from './one-time-code-store.ts';
import { argon2idHashing, hashPassword, type PasswordHashing } from './password-hashing.ts';
import { passwordProblems } from './password-problems.ts';
import type { PasswordProblem } from './password-rules.ts';
import { startAnew } from './password-turn.ts';
import { personalWordsOf } from './personal-words.ts';
import type { Recovery } from './recovery.ts';
import { finishedBy, finishRecovery, openRecovery, proveRecovery, recordFinish } from './recovery-store.ts';
import { redeemOneTimeCode } from './redeem-one-time-code.ts';
import { claim, type RollingLimit } from './rolling-window.ts';
import { citizenSubject } from './username.ts';

/** What a page can be told of a recovery's code: never that the contact's budget is spent, for strangers read it too. */
export type RecoveryCodeCheck = Exclude<CodeCheck, { readonly outcome: 'too-many' }>;

/**
 * Checks the code of a recovery. When the contact had its wrong codes of the day nothing is compared, the answer is the
 * one of a wrong code, and the owner is told on the contacts on file, once a day.
 */
export async function redeemRecoveryCode(
  ground: Ground,
  { token, typed }: { readonly token: string; readonly typed: string },
): Promise<RecoveryCodeCheck> {
  const id = recoveryId(ground.keys, token);
  const now = ground.clock.now();
  const recovery = await openRecovery(ground.database, id, now);
  if (recovery === null || recovery.provenAt !== null) return { outcome: 'expired' };

  const door = { purpose: 'recovery', flow: id } as const;
  const check = await redeemOneTimeCode(ground, door, typed, async (sql) => {
    await proveRecovery(sql, id, now);
  });
  if (check.outcome !== 'too-many') return check;

  await ground.database.transaction((sql) => warnOwner(sql, ground, recovery, check.until));
  const code = await findCode(ground.database, door);
  return { outcome: 'wrong', guessesLeft: CODE_GUESSES_MAX - (code?.guesses ?? CODE_GUESSES_MAX) };
}

export type PasswordRecovery =
  | { readonly outcome: 'changed'; readonly citizenId: string }
  | { readonly outcome: 'refused'; readonly problems: readonly PasswordProblem[] }
  /** Over, used, or without its code; or the credentials were suspended or recovered meanwhile. */
  | { readonly outcome: 'expired' };

/** The form of the new password. */
export interface NewPasswordForm {
  /** Of this browser's recovery. */
  readonly token: string;
  readonly password: string;
  /** Drawn for each form that is shown: the same one, sent twice, changes the password once and is answered alike. */
  readonly form: string;
}

/** What keeps a password from being set by this browser's recovery; also while the form has other mistakes to tell. */
export async function problemsOfNewPassword(
  { database, keys, clock }: Pick<Ground, 'database' | 'keys' | 'clock'>,
  { token, password }: Pick<NewPasswordForm, 'token' | 'password'>,
): Promise<PasswordProblem[]> {
  const recovery = await openRecovery(database, recoveryId(keys, token), clock.now());
  if (recovery?.provenAt == null || recovery.citizenId === null) return [];
  return passwordProblems(password, await personalWordsOf(database, keys, recovery.citizenId));
}

/**
 * Sets the new password (PWD-02) and starts the failures anew (promise 5). Sessions, logins and refresh tokens of the
 * old one are dead from here on (`mayUse`), browsers are strangers again, and all contacts are told (promise 12).
 *
 * Throws PoolBusy.
 */
export async function setRecoveredPassword(
  ground: Ground,
  { token, password, form }: NewPasswordForm,
  hashing: PasswordHashing = argon2idHashing,
): Promise<PasswordRecovery> {
  const { database, keys, clock } = ground;
  const id = recoveryId(keys, token);
  // The form's name is nowhere stored, so the digest is no way to guess the password.
  const sent = keys.digest('token', 'recovery finished', id, form, password);
  const recovery = await openRecovery(database, id, clock.now());
  if (recovery === null) return changedBefore(database, id, sent);
  if (recovery.provenAt === null) return { outcome: 'expired' };
  const { citizenId, secretsVersion } = recovery;
  if (citizenId === null || secretsVersion === null) return { outcome: 'expired' };

  const problems = await passwordProblems(password, await personalWordsOf(database, keys, citizenId));
  if (problems.length > 0) return { outcome: 'refused', problems };
  const hash = await hashPassword(ground, { citizenId, password }, hashing);
  return await database.transaction(async (sql) => {
    if (!(await finishRecovery(sql, id, clock.now()))) return changedBefore(sql, id, sent);
    if (!(await replacePassword(sql, citizenId, secretsVersion, hash))) return { outcome: 'expired' };
    await recordFinish(sql, id, sent);
    await startAnew(sql, keys, citizenId);
    await forgetBrowsers(sql, citizenId);
    await notify(sql, ground, citizenId, 'passwordRecovered', await contactsOf(sql, keys, citizenId));
    await ground.audit.record(sql, { act: 'credentials.password-recovered', rule: 'PWD-02', citizen: citizenId });
    return { outcome: 'changed', citizenId };
  });
}

/** What the same form was answered when it came first (promise 29). */
async function changedBefore(sql: Sql, id: string, sent: Uint8Array): Promise<PasswordRecovery> {
  const citizenId = await finishedBy(sql, id, sent);
  return citizenId === null ? { outcome: 'expired' } : { outcome: 'changed', citizenId };
}

const ONE_WARNING_A_DAY: RollingLimit = { kind: 'recovery-warnings', limit: 1, period: 24 * HOUR, gap: 0 };

async function warnOwner(sql: Sql, ground: Ground, { citizenId }: Recovery, until: Instant): Promise<void> {
  if (citizenId === null) return;
  const subject = citizenSubject(ground.keys, citizenId);
  if (!(await claim(sql, ONE_WARNING_A_DAY, subject, ground.clock.now())).granted) return;
  const contacts = await contactsOf(sql, ground.keys, citizenId);
  await notify(sql, ground, citizenId, 'recoveryBusy', contacts, (language) => whenIn(language, until));
}

/** Such as 11:00 and 16 gennaio: there, as the reader says it. */
function whenIn(language: Language, at: Instant): { readonly time: string; readonly day: string } {
  const say = (parts: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(LOCALES[language], { timeZone: 'Europe/Rome', ...parts }).format(at);
  return { time: say({ hour: '2-digit', minute: '2-digit' }), day: say({ day: 'numeric', month: 'long' }) };
}
