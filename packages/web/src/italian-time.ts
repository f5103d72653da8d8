import { type Instant, type Language, LOCALES } from '@tessera/base';

/** Making a formatter is slow; there are few. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function format(name: string, options: Intl.DateTimeFormatOptions) {
  return (instant: Instant, language: Language): string => {
    const key = `${language} ${name}`;
    const formatter =
      formatters.get(key) ?? new Intl.DateTimeFormat(LOCALES[language], { ...options, timeZone: 'Europe/Rome' });
    formatters.set(key, formatter);
    return formatter.format(instant);
  };
}

/** "9:30", in Italy. */
export const timeOfDay = format('time', { hour: 'numeric', minute: '2-digit' });

/** "9:30:05", in Italy: for waits of seconds. */
export const exactTime = format('exact', { hour: 'numeric', minute: '2-digit', second: '2-digit' });

/** "22 novembre", in Italy. */
export const dayOfYear = format('day', { day: 'numeric', month: 'long' });
