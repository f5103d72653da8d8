import { type Instant, type Language, LOCALES } from '@tessera/base';

/** "25 novembre 2026, 14:20:31", on the clocks of Italy. */
export const dateAndTime = (at: Instant, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], {
    dateStyle: 'long',
    timeStyle: 'medium',
    timeZone: 'Europe/Rome',
  }).format(at);

/** "25/11/26, 14:20:31": for lists. */
export const shortTime = (at: Instant, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], {
    dateStyle: 'short',
    timeStyle: 'medium',
    timeZone: 'Europe/Rome',
  }).format(at);

/** A day of the calendar, which has no zone. */
export const dayInWords = (day: string, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'UTC' }).format(
    Date.parse(`${day}T00:00:00Z`),
  );
