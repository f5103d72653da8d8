import { type CivilDate, civilDateAt, type Instant, type Language, LOCALES } from '@tessera/base';
import { timeOfDay } from '@tessera/web';

/** Making a formatter is slow; each language has one. */
const formatters = new Map<Language, Intl.DateTimeFormat>();

/** "22 novembre 2026". */
export function dayInWords(language: Language, day: CivilDate): string {
  const formatter =
    formatters.get(language) ??
    new Intl.DateTimeFormat(LOCALES[language], { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' });
  formatters.set(language, formatter);
  return formatter.format(Date.parse(`${day}T00:00:00Z`));
}

/** "22 novembre 2026, 9:30": for waits that may end on another day. */
export const dayAndTime = (language: Language, at: Instant): string =>
  `${dayInWords(language, civilDateAt(at))}, ${timeOfDay(at, language)}`;
