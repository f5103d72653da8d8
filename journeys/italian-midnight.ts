/** The instant at which a day begins in Italy, ISO 8601: midnight in Europe/Rome, in winter and in summer time. */
export function italianMidnight(day: string): string {
  const hour = new Intl.DateTimeFormat('en', { timeZone: 'Europe/Rome', hour: '2-digit', hourCycle: 'h23' });
  const offset = ['+01:00', '+02:00'].find((each) => hour.format(new Date(`${day}T00:00:00${each}`)) === '00');
  if (offset === undefined) throw new Error(`no midnight on ${day}`);
  return new Date(`${day}T00:00:00${offset}`).toISOString();
}

/** One second earlier or later than an instant, ISO 8601. */
export const secondsFrom = (instant: string, seconds: number): string =>
  new Date(Date.parse(instant) + seconds * 1000).toISOString();

/** The day of a birthday that falls on the same day of the month each year: none of those born on 29 February. */
export const birthday = (birthDate: string, years: number): string =>
  `${Number(birthDate.slice(0, 4)) + years}${birthDate.slice(4)}`;

/** "26 novembre 2026". */
export const inItalianWords = (day: string): string =>
  new Intl.DateTimeFormat('it', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(`${day}T00:00:00Z`));

/** A day so many days after another one. */
export const daysAfter = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
