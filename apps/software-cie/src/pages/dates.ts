import { type Instant, type Language, LOCALES } from '@tessera/base';

/** "17 maggio 2035", as it is in Italy. */
export const formatDate = (at: Instant, language: Language): string =>
  new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'long', timeZone: 'Europe/Rome' }).format(at);
