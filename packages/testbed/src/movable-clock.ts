import type { Clock, Instant } from '@tessera/base';

/** A clock that stands still until the test moves it. */
export interface MovableClock extends Clock {
  /** Lets so many milliseconds pass. */
  advance(milliseconds: number): void;
  set(instant: Instant): void;
}

export function movableClock(start: Instant): MovableClock {
  let now = start;
  return {
    now: () => now,
    advance: (milliseconds) => {
      now += milliseconds;
    },
    set: (instant) => {
      now = instant;
    },
  };
}
