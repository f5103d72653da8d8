import type { CivilDate, Language } from '@tessera/base';

export interface NewsItem {
  readonly day: CivilDate;
  readonly texts: Readonly<Record<Language, { readonly title: string; readonly text: string }>>;
}

/** The newest first. What the site can do, in the order in which it came. */
export const NEWS: readonly NewsItem[] = [
  {
    day: '2026-11-25',
    texts: {
      it: {
        title: 'Attivi le credenziali appena chiedi la carta',
        text: 'Con la ricevuta del Comune attivi subito le credenziali di livello 1 e 2. Ti servono il codice fiscale, il numero di serie, la prima metà del PUK e il tuo cellulare.',
      },
      en: {
        title: 'Activate your credentials as soon as you request the card',
        text: 'With the receipt of the municipality you activate your level 1 and 2 credentials at once. You need your tax code, the serial number, the first half of the PUK and your mobile phone.',
      },
      de: {
        title: 'Aktiviere die Zugangsdaten, sobald du die Karte beantragst',
        text: 'Mit dem Beleg der Gemeinde aktivierst du die Zugangsdaten der Stufen 1 und 2 sofort. Du brauchst die Steuernummer, die Seriennummer, die erste Hälfte des PUK und dein Handy.',
      },
    },
  },
  {
    day: '2026-11-20',
    texts: {
      it: {
        title: 'Il sito parla tre lingue',
        text: 'Tutte le pagine sono in italiano, inglese e tedesco. Cambi lingua in alto a destra, senza perdere la pagina.',
      },
      en: {
        title: 'The site speaks three languages',
        text: 'All pages are in Italian, English and German. You change the language at the top right, without losing the page.',
      },
      de: {
        title: 'Die Website spricht drei Sprachen',
        text: 'Alle Seiten gibt es auf Italienisch, Englisch und Deutsch. Du wechselst die Sprache oben rechts, ohne die Seite zu verlieren.',
      },
    },
  },
];
