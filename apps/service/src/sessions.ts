import { type Clock, HOUR, type Instant, MINUTE, type Random, randomToken } from '@tessera/base';
import type { PendingSignIn, SignIn, SignInResult } from '@tessera/rp';

const PENDING_FOR = 15 * MINUTE;
const IDLE_FOR = 30 * MINUTE;
const OPEN_FOR = 12 * HOUR;
const PENDING_MAX = 5_000;
const OPEN_MAX = 2_000;

/** A sign-in that came to nothing, and why. */
export type Failure = Exclude<SignInResult, { outcome: 'signed-in' }>;

/**
 * Who is on the way to the provider and who has come back.
 *
 * Kept in this process's memory: a demonstration service holds nothing that may not be lost. A restart signs everybody out.
 */
export interface Sessions {
  /** Remembers a sign-in that has just begun in this browser. */
  expect(browser: string, pending: PendingSignIn): void;
  /** The sign-in that this answer belongs to, once, and only in the browser that began it. */
  take(browser: string, state: string): PendingSignIn | null;
  /** Keeps why this browser's latest sign-in failed, for the page that says so. */
  fail(browser: string, failure: Failure): void;
  /** Null when it did not fail, or too long ago. */
  failureOf(browser: string): Failure | null;
  /** Opens a session under a new token: the one before a sign-in is never the one after it. */
  open(signIn: SignIn): string;
  /** Null when there is none, or it was idle for 30 minutes, or it began 12 hours ago. */
  find(token: string | undefined): SignIn | null;
  close(token: string | undefined): void;
}

export function memorySessions({ clock, random }: { clock: Clock; random: Random }): Sessions {
  const pendings = new Map<string, { readonly browser: string; readonly pending: PendingSignIn }>();
  const failures = new Map<string, { readonly failure: Failure; readonly at: Instant }>();
  const open = new Map<string, { readonly signIn: SignIn; readonly openedAt: Instant; seenAt: Instant }>();

  return {
    expect: (browser, pending) => {
      makeRoom(pendings, PENDING_MAX);
      pendings.set(pending.state, { browser, pending });
      failures.delete(browser);
    },
    take: (browser, state) => {
      const found = pendings.get(state);
      if (found === undefined || found.browser !== browser) return null;
      pendings.delete(state);
      return clock.now() < found.pending.startedAt + PENDING_FOR ? found.pending : null;
    },
    fail: (browser, failure) => {
      makeRoom(failures, PENDING_MAX);
      failures.set(browser, { failure, at: clock.now() });
    },
    failureOf: (browser) => {
      const found = failures.get(browser);
      return found !== undefined && clock.now() < found.at + PENDING_FOR ? found.failure : null;
    },
    open: (signIn) => {
      makeRoom(open, OPEN_MAX);
      const token = randomToken(random);
      open.set(token, { signIn, openedAt: clock.now(), seenAt: clock.now() });
      return token;
    },
    find: (token) => {
      const session = open.get(token ?? '');
      if (session === undefined) return null;
      const now = clock.now();
      if (now >= session.seenAt + IDLE_FOR || now >= session.openedAt + OPEN_FOR) {
        open.delete(token ?? '');
        return null;
      }
      session.seenAt = now;
      return session.signIn;
    },
    close: (token) => {
      open.delete(token ?? '');
    },
  };
}

/** A map keeps the order of insertion: the oldest goes. */
function makeRoom(map: Map<string, unknown>, most: number): void {
  if (map.size < most) return;
  const [oldest] = map.keys();
  if (oldest !== undefined) map.delete(oldest);
}
