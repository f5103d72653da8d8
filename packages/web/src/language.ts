import { LANGUAGES, type Language } from '@tessera/base';

/** The first of ours in a list such as `de-AT en`; null when there is none. */
function firstKnown(tags: readonly string[]): Language | null {
  for (const tag of tags) {
    const wanted = tag.trim().toLowerCase().split('-')[0];
    const known = LANGUAGES.find((language) => language === wanted);
    if (known !== undefined) return known;
  }
  return null;
}

/** Language tags of an Accept-Language header, the most wanted first. Source: RFC 9110 section 12.5.4. */
function acceptedTags(header: string): string[] {
  return header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';');
      const quality = parameters.map((p) => p.trim()).find((p) => p.startsWith('q='));
      return { tag, quality: quality === undefined ? 1 : Number(quality.slice(2)) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
}

/** Where a language comes from, and whether anybody said one. */
export interface LanguageWishes {
  readonly chosen: string | undefined;
  readonly uiLocales: string | undefined;
  readonly acceptLanguage: string | undefined;
}

/** What the reader asked for: own choice, then the service's hint (`ui_locales`), then the browser's. Null: nobody said one of ours. */
export const wishedLanguage = ({ chosen, uiLocales, acceptLanguage }: LanguageWishes): Language | null =>
  firstKnown([chosen ?? '']) ??
  firstKnown((uiLocales ?? '').slice(0, 500).split(' ')) ??
  firstKnown(acceptedTags(acceptLanguage ?? ''));
