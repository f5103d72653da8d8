import { DAY, HOUR, type Instant, MINUTE, SECOND } from '@tessera/base';

const PATTERN =
  /^P(?=[\dT])(?:(\d{1,3})Y)?(?:(\d{1,4})M)?(?:(\d{1,4})W)?(?:(\d{1,5})D)?(?:T(?=\d)(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,9}(?:\.\d{1,3})?)S)?)?$/;

/** A length of time as ISO 8601 writes it: calendar months (a year has twelve) and exact milliseconds. */
export interface Duration {
  readonly months: number;
  readonly milliseconds: number;
}

/**
 * Reads `PT48H`, `P2D`, `P1Y6M`, `PT0.5S`. Null when it is no duration, or one of length zero.
 *
 * Source: ISO 8601-1:2019, 5.5.2; fractions of a second only, no signs.
 */
export function parseDuration(text: string): Duration | null {
  const parts = PATTERN.exec(text);
  if (parts === null) return null;
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts
    .slice(1)
    .map((part) => Number(part ?? 0));
  const milliseconds = (7 * weeks + days) * DAY + hours * HOUR + minutes * MINUTE + Math.round(seconds * SECOND);
  const duration = { months: 12 * years + months, milliseconds };
  return duration.months === 0 && duration.milliseconds === 0 ? null : duration;
}

/** The moment that long after. Months end on the same day in UTC, or on the last day of a shorter month. */
export function after(instant: Instant, { months, milliseconds }: Duration): Instant {
  if (months === 0) return instant + milliseconds;
  const date = new Date(instant);
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return date.getTime() + milliseconds;
}
