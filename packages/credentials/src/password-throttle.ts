import { HOUR, type Instant, MINUTE, SECOND } from '@tessera/base';

/**
 * Who is trying: anybody, or a browser that signed in to this account before. Each has a count of its own, so that
 * strangers cannot use up the tries, or raise the delay, of the owner's browser (promise 5).
 */
export type Lane = 'stranger' | 'known-browser';

/** Ninety and ten: together never more than 100 consecutive failures compared. Source: NIST SP 800-63B-4, rate limiting. */
export const FAILURES_MAX: Readonly<Record<Lane, number>> = { stranger: 90, 'known-browser': 10 };

/** Failed tries in one lane. A try counts as failed until it is known to be right. */
export interface Failures {
  /** In a row, however far apart. Only a right password or a recovery starts them anew. */
  readonly failures: number;
  /** Those of them without a day of rest in between: they make the delay. */
  readonly streak: number;
  readonly streakBeganAt: Instant;
  readonly failedAt: Instant;
  /** Nothing is compared before. */
  readonly waitsUntil: Instant;
}

export type NextTry =
  | { readonly may: 'compare'; readonly counted: Failures }
  /** The lane had all of its tries. The delays go on, so that nobody outside can tell. */
  | { readonly may: 'pretend'; readonly counted: Failures }
  | { readonly may: 'wait'; readonly until: Instant };

/** Five tries are free of delay; each one after that doubles it. */
const FREE_TRIES = 5;
const DELAY_MIN = 30 * SECOND;
const DELAY_MAX = HOUR;
/** A streak ends with a day without tries. Until then unknown names are remembered too, and so look like known ones. */
export const STREAK_REST = 24 * HOUR;

export const NO_FAILURES: Failures = { failures: 0, streak: 0, streakBeganAt: 0, failedAt: 0, waitsUntil: 0 };

/** May a try be made now, and how do the failures stand with it counted? */
export function countTry(before: Failures, lane: Lane, now: Instant): NextTry {
  if (now < before.waitsUntil) return { may: 'wait', until: before.waitsUntil };
  const goesOn = before.streak > 0 && now < before.failedAt + STREAK_REST;
  const streak = goesOn ? before.streak + 1 : 1;
  const streakBeganAt = goesOn ? before.streakBeganAt : now;
  const left = before.failures < FAILURES_MAX[lane];
  const counted: Failures = {
    failures: left ? before.failures + 1 : before.failures,
    streak,
    streakBeganAt,
    failedAt: now,
    waitsUntil: waitAfter(streak, streakBeganAt, now),
  };
  return { may: left ? 'compare' : 'pretend', counted };
}

/**
 * The failures once a try turns out to be right: its own unit is given back and the row of failures ends.
 *
 * Others' delay stays as it is: if a right password took it away, strangers could see that an owner was there (promise 7).
 * `current` may have moved on since the try was counted.
 */
export function giveBackTry(
  current: Failures,
  { before, counted }: { readonly before: Failures; readonly counted: Failures },
): Failures {
  const streak = Math.max(current.streak - 1, 0);
  // From the fifth on nobody is counted beside it: the delay can only be its own.
  const ownDelay = counted.streak >= FREE_TRIES;
  return {
    failures: 0,
    streak,
    streakBeganAt: current.streakBeganAt,
    failedAt: current.failedAt === counted.failedAt ? before.failedAt : current.failedAt,
    waitsUntil: ownDelay || streak < FREE_TRIES ? 0 : current.waitsUntil,
  };
}

/** The fifth waits at least until the first minute is over: five in a minute, and not six. */
function waitAfter(streak: number, streakBeganAt: Instant, now: Instant): Instant {
  if (streak < FREE_TRIES) return 0;
  const delayed = now + Math.min(DELAY_MIN * 2 ** (streak - FREE_TRIES), DELAY_MAX);
  return streak === FREE_TRIES ? Math.max(delayed, streakBeganAt + MINUTE) : delayed;
}
