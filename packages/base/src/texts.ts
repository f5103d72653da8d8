import { IntlMessageFormat } from 'intl-messageformat';

/** Italian is the source; English and German are complete. */
export type Language = 'it' | 'en' | 'de';
export const LANGUAGES: readonly Language[] = ['it', 'en', 'de'];

/** How each language writes days and times: English as in Europe (17 August, 16:30), German as in South Tyrol. */
export const LOCALES: Readonly<Record<Language, string>> = { it: 'it-IT', en: 'en-GB', de: 'de-AT' };

/** Values for an ICU message: `{minutes, plural, one {# minuto} other {# minuti}}`. */
export type TextValues = Readonly<Record<string, string | number>>;

/** The text of a key, in one language. */
export type Say<Key extends string> = (key: Key, values?: TextValues) => string;

export interface Catalogue<Key extends string> {
  (language: Language): Say<Key>;
  /** The raw messages, for the completeness test. */
  readonly messages: Readonly<Record<Language, Readonly<Record<string, string>>>>;
}

/**
 * The texts of one room or app. The compiler refuses a key that a language lacks; `texts.test.ts` in scripts compares placeholders.
 *
 * Messages are compiled on first use and kept. A text without braces or apostrophes-as-quotes is returned as it stands.
 */
export function catalogue<const Italian extends Readonly<Record<string, string>>>(messages: {
  readonly it: Italian;
  readonly en: Readonly<Record<keyof Italian & string, string>>;
  readonly de: Readonly<Record<keyof Italian & string, string>>;
}): Catalogue<keyof Italian & string> {
  type Key = keyof Italian & string;
  const speakers = new Map<Language, Say<Key>>();
  const speaker = (language: Language): Say<Key> => {
    const known = speakers.get(language);
    if (known !== undefined) return known;
    const texts: Readonly<Record<string, string>> = messages[language];
    const compiled = new Map<Key, IntlMessageFormat>();
    const say: Say<Key> = (key, values) => {
      const text = texts[key];
      if (text === undefined) throw new Error(`no text "${key}" in ${language}`);
      if (!text.includes('{')) return text;
      let format = compiled.get(key);
      if (format === undefined) {
        format = new IntlMessageFormat(text, language, undefined, { ignoreTag: true });
        compiled.set(key, format);
      }
      return String(format.format(values));
    };
    speakers.set(language, say);
    return say;
  };
  return Object.assign(speaker, { messages });
}
