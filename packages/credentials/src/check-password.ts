import type { Ground, Instant, Sql } from '@tessera/base';
import { contactsOf } from './contacts.ts';
import { mayUse } from './credentials.ts';
import { upgradeHash } from './credentials-store.ts';
import { notify } from './notice.ts';
import { findAccount, type PasswordAccount } from './password-account.ts';
import { argon2idHashing, type PasswordHashing, seasoned } from './password-hashing.ts';
import { isOversized } from './password-rules.ts';
import { FAILURES_MAX } from './password-throttle.ts';
import { type CountedTurn, forgive, takeTurn } from './password-turn.ts';

export interface PasswordAttempt {
  /** As typed: tax code, serial number or e-mail address. */
  readonly username: string;
  readonly password: string;
  /** Digest of the browser's own cookie; null when it has none. */
  readonly browser: string | null;
}

export interface PasswordAccepted {
  readonly outcome: 'accepted';
  readonly citizenId: string;
  /** For `mayUse`: what is proven here counts until the secrets change. */
  readonly secretsVersion: number;
}

export type PasswordCheck =
  | PasswordAccepted
  | { readonly outcome: 'wrong' }
  | { readonly outcome: 'wait'; readonly until: Instant };

/**
 * Checks a username and a password: counts the try, then compares, then forgets the failures when it was right.
 *
 * Who is unknown, suspended or never activated is counted, delayed and answered like everybody, after the same work
 * (promise 7). When an account has had all of its failures, right passwords are answered `wrong` too, and the owner is
 * told on the contacts on file: the page cannot say it without telling strangers. Recovery starts the count anew.
 *
 * `whenAccepted` runs in the transaction that forgets the failures: both happen, or neither.
 * Throws PoolBusy, before anything is counted. Source: `security.md` promise 5; NIST SP 800-63B-4, rate limiting.
 */
export async function checkPassword(
  ground: Ground,
  { username, password, browser }: PasswordAttempt,
  hashing: PasswordHashing = argon2idHashing,
  whenAccepted: (sql: Sql, accepted: PasswordAccepted) => Promise<void> = async () => {},
): Promise<PasswordCheck> {
  // Longer than any password can be: there is nothing to compare, and it would be costly to read.
  if (isOversized(password)) return { outcome: 'wrong' };
  return await hashing.admit(async () => {
    const account = await findAccount(ground, username);
    const turn = await ground.database.transaction((sql) => takeTurn(sql, ground, account, browser));
    if (turn.may === 'wait') return { outcome: 'wait', until: turn.until };

    const seasonedPassword = seasoned(ground.keys, account.citizenId ?? '', password);
    const matches = await hashing.verify(account.secret?.hash ?? hashing.decoy, seasonedPassword);
    if (!matches || turn.may === 'pretend' || account.secret === null) {
      return await ground.database.transaction((sql) => refuse(sql, ground, account, turn));
    }
    const upgrade = hashing.isCurrent(account.secret.hash) ? null : await hashing.hash(seasonedPassword, ground.random);
    return await ground.database.transaction(async (sql) => {
      const check = await accept(sql, ground, account, turn, upgrade);
      if (check.outcome === 'accepted') await whenAccepted(sql, check);
      return check;
    });
  });
}

async function accept(
  sql: Sql,
  ground: Ground,
  account: PasswordAccount,
  turn: CountedTurn,
  upgrade: string | null,
): Promise<PasswordCheck> {
  const { citizenId, secret } = account;
  // Suspended or changed while it was compared: what counts is how things stand now (promise 6).
  if (citizenId === null || secret === null || !(await mayUse(sql, citizenId, secret.version))) {
    return await refuse(sql, ground, account, turn);
  }
  if (upgrade !== null) await upgradeHash(sql, citizenId, secret.hash, upgrade);
  await forgive(sql, account, turn);
  await ground.audit.record(sql, {
    act: 'credentials.password-accepted',
    rule: 'promise 5',
    citizen: citizenId,
    details: { lane: turn.lane },
  });
  return { outcome: 'accepted', citizenId, secretsVersion: secret.version };
}

async function refuse(
  sql: Sql,
  ground: Ground,
  { citizenId, secret }: PasswordAccount,
  { may, lane, counted }: CountedTurn,
): Promise<PasswordCheck> {
  await ground.audit.record(sql, {
    act: may === 'pretend' ? 'credentials.password-closed' : 'credentials.password-wrong',
    rule: 'promise 5',
    citizen: citizenId ?? undefined,
    details: { lane, failures: counted.failures },
  });
  const justClosed = may === 'compare' && lane === 'stranger' && counted.failures === FAILURES_MAX.stranger;
  if (justClosed && citizenId !== null && secret !== null) {
    await notify(sql, ground, citizenId, 'passwordClosed', await contactsOf(sql, ground.keys, citizenId));
  }
  return { outcome: 'wrong' };
}
