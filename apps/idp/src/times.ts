import { type CivilDate, civilDateAt, type Instant, type Language, LOCALES } from '@tessera/base';

/** Making a formatter is slow; each language has few. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(language: Language, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${name}`;
  const known = formatters.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(LOCALES[language], options);
  formatters.set(key, made);
  return made;
}

/** "9:30", in Italy. */
export const timeOfDay = (language: Language, at: Instant): string =>
  formatter(language, 'time', { timeZone: 'Europe/Rome', hour: 'numeric', minute: '2-digit' }).format(at);

/** "9:30:05", for waits of seconds. */
export const exactTime = (language: Language, at: Instant): string =>
  formatter(language, 'exact', {
    timeZone: 'Europe/Rome',
    hour: 'numeric',
    minute: '2-digit',
    second: '2-digit',
  }).format(at);

/** "22 novembre 2026". */
export const dayInWords = (language: Language, day: CivilDate): string =>
  formatter(language, 'day', { timeZone: 'UTC', day: 'numeric', month: 'long', year: 'numeric' }).format(
    Date.parse(`${day}T00:00:00Z`),
  );

/** "22 novembre 2026, 9:30": for waits that may end on another day. */
export const dayAndTime = (language: Language, at: Instant): string =>
  `${dayInWords(language, civilDateAt(at))}, ${timeOfDay(language, at)}`;
