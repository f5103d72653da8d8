import { type Instant, type Language, LOCALES } from '@tessera/base';

/** "9:30", in Italy. */
export const timeOfDay = (instant: Instant, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], { timeZone: 'Europe/Rome', hour: 'numeric', minute: '2-digit' }).format(
    instant,
  );

/** "22 novembre", in Italy. */
export const dayOfYear = (instant: Instant, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], { timeZone: 'Europe/Rome', day: 'numeric', month: 'long' }).format(
    instant,
  );
