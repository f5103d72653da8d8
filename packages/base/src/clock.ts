/** A moment: milliseconds since 1970-01-01T00:00:00Z. Columns that hold one are `bigint` and end in `_at`. */
export type Instant = number;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** The one source of time. Handed in everywhere, so that 48 hours can pass in a millisecond. */
export interface Clock {
  now(): Instant;
}

/** The machine's clock: the only place of the house that reads it. */
export const systemClock: Clock = { now: () => Date.now() };
