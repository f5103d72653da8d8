import { catalogue, type Language, type Say } from '@tessera/base';

export const questionTexts = catalogue({
  it: {
    sum: 'Quanto fa {a} più {b}?',
    difference: 'Quanto fa {a} meno {b}?',
    colour: 'Quale di queste parole è un colore? {words}',
    position: 'Scrivi la {ordinal} di queste parole: {words}',
    largest: 'Qual è il più grande di questi numeri? {words}',
  },
  en: {
    sum: 'How much is {a} plus {b}?',
    difference: 'How much is {a} minus {b}?',
    colour: 'Which of these words is a colour? {words}',
    position: 'Write the {ordinal} of these words: {words}',
    largest: 'Which of these numbers is the largest? {words}',
  },
  de: {
    sum: 'Wie viel ist {a} plus {b}?',
    difference: 'Wie viel ist {a} minus {b}?',
    colour: 'Welches dieser Wörter ist eine Farbe? {words}',
    position: 'Schreibe das {ordinal} dieser Wörter: {words}',
    largest: 'Welche dieser Zahlen ist die größte? {words}',
  },
});

export interface QuestionWords {
  /** From nought; the place of a word is its number. */
  readonly numbers: readonly string[];
  readonly colours: readonly [string, ...string[]];
  /** Of the first four places, as the question needs them. */
  readonly ordinals: readonly string[];
  /** No colours among them. */
  readonly things: readonly string[];
  readonly texts: Say<'sum' | 'difference' | 'colour' | 'position' | 'largest'>;
}

const words = (text: string): string[] => text.split(' ');

/** Everyday words that any reader of the language can write. */
export const QUESTION_WORDS: Readonly<Record<Language, QuestionWords>> = {
  it: {
    numbers: words(
      'zero uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove venti',
    ),
    colours: ['rosso', ...words('giallo verde blu bianco nero grigio marrone')],
    things: words('tavolo gatto pane sedia libro albero scarpa finestra penna treno fiume latte'),
    ordinals: words('prima seconda terza quarta'),
    texts: questionTexts('it'),
  },
  en: {
    numbers: words(
      'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty',
    ),
    colours: ['red', ...words('yellow green blue white black grey brown')],
    things: words('table cat bread chair book tree shoe window pen train river milk'),
    ordinals: words('first second third fourth'),
    texts: questionTexts('en'),
  },
  de: {
    numbers: words(
      'null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn zwanzig',
    ),
    colours: ['rot', ...words('gelb grün blau weiß schwarz grau braun')],
    things: words('tisch katze brot stuhl buch baum schuh fenster stift zug fluss milch'),
    ordinals: words('erste zweite dritte vierte'),
    texts: questionTexts('de'),
  },
};
