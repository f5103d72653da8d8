import type { Ground, Instant, Keys, Sql } from '@tessera/base';
import { isKnownBrowser } from './known-browsers.ts';
import type { PasswordAccount } from './password-account.ts';
import { countTry, FAILURES_MAX, type Failures, giveBackTry, type Lane } from './password-throttle.ts';
import { clearFailures, endRow, type FailuresRead, readFailures, writeFailures } from './password-throttle-store.ts';
import { citizenSubject } from './username.ts';

/** A try that was counted, and may be compared or has to look as if. */
export interface CountedTurn {
  readonly may: 'compare' | 'pretend';
  readonly lane: Lane;
  readonly before: Failures;
  readonly counted: Failures;
  /** Of the row with this try counted, until somebody else writes it. */
  readonly version: number;
}

export type Turn = CountedTurn | { readonly may: 'wait'; readonly until: Instant };

/** Counts the attempt before anything is compared; when it has to wait, says so and leaves the count. */
export async function takeTurn(
  sql: Sql,
  { clock, audit }: Pick<Ground, 'clock' | 'audit'>,
  account: PasswordAccount,
  browser: string | null,
): Promise<Turn> {
  const now = clock.now();
  const lane = await laneOf(sql, account, browser, now);
  return await compareAndSet(async () => {
    const { failures: before, version } = await readFailures(sql, account.subject, lane);
    const next = countTry(before, lane, now);
    if (next.may === 'wait') {
      await audit.record(sql, {
        act: 'credentials.password-delayed',
        rule: 'promise 5',
        citizen: account.citizenId ?? undefined,
        details: { lane },
      });
      return next;
    }
    const written = await writeFailures(sql, { ...account, lane }, next.counted, version);
    return written ? { ...next, lane, before, version: version + 1 } : null;
  });
}

/** The password was right: both rows of failures end. The rows are always taken in this order: nobody waits in a circle. */
export async function forgive(sql: Sql, account: PasswordAccount, turn: CountedTurn): Promise<void> {
  const { subject } = account;
  const cleared = clearFailures(sql, subject, 'known-browser');
  const ended = turn.lane === 'known-browser' ? endRow(sql, subject, 'stranger') : endStrangers(sql, account, turn);
  await Promise.all([cleared, ended]);
}

async function endStrangers(sql: Sql, account: PasswordAccount, turn: CountedTurn): Promise<void> {
  // Nearly always nobody has tried meanwhile.
  let current: FailuresRead | null = { failures: turn.counted, version: turn.version };
  await compareAndSet(async () => {
    const { failures, version } = current ?? (await readFailures(sql, account.subject, 'stranger'));
    current = null;
    return (await writeFailures(sql, { ...account, lane: 'stranger' }, giveBackTry(failures, turn), version)) || null;
  });
}

/** Count and delay begin anew in both lanes: after a recovery, the owner must get in (promise 5). */
export async function startAnew(sql: Sql, keys: Keys, citizenId: string): Promise<void> {
  const subject = citizenSubject(keys, citizenId);
  await clearFailures(sql, subject, 'known-browser');
  await clearFailures(sql, subject, 'stranger');
}

/** A browser that used its ten up is a stranger. */
async function laneOf(
  sql: Sql,
  { subject, citizenId }: PasswordAccount,
  browser: string | null,
  now: Instant,
): Promise<Lane> {
  if (browser === null) return 'stranger';
  // Asked for unknown names too: the same work.
  if (!(await isKnownBrowser(sql, citizenId ?? '', browser, now))) return 'stranger';
  const { failures } = await readFailures(sql, subject, 'known-browser');
  return failures.failures < FAILURES_MAX['known-browser'] ? 'known-browser' : 'stranger';
}

/** More than can be counted in parallel before all others have to wait. */
const RETRIES_MAX = 100;

/** Tries until nobody wrote between reading and writing: of attempts in parallel each is counted by itself. */
async function compareAndSet<T>(once: () => Promise<T | null>): Promise<T> {
  for (let retries = 0; retries < RETRIES_MAX; retries++) {
    const done = await once();
    if (done !== null) return done;
  }
  throw new Error(`the failures of one account were written by others ${RETRIES_MAX} times in a row`);
}
