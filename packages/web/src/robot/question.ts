import { type Language, type Random, randomBelow } from '@tessera/base';
import { QUESTION_WORDS } from './question-words.ts';

/** A question in plain words, for browsers without JavaScript. */
export interface Question {
  readonly text: string;
  /** In the spelling that `plainAnswer` gives. */
  readonly answer: string;
}

/** Draws one of several kinds: none can be answered without reading it. */
export function drawQuestion(random: Random, language: Language): Question {
  const kinds = [sum, difference, colour, position, largest] as const;
  return pick(random, kinds)(random, language);
}

/** What was meant: case, blanks and punctuation do not matter, and `sette` is 7. */
export function plainAnswer(typed: string, language: Language): string {
  const word = typed
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s.,;:!?'"«»“”()-]+/g, '');
  const number = QUESTION_WORDS[language].numbers.indexOf(word);
  return number < 0 ? word : String(number);
}

function sum(random: Random, language: Language): Question {
  const [a, b] = [1 + randomBelow(random, 9), 1 + randomBelow(random, 9)];
  const { numbers, texts } = QUESTION_WORDS[language];
  return { text: texts('sum', { a: numbers[a] ?? '', b: numbers[b] ?? '' }), answer: String(a + b) };
}

function difference(random: Random, language: Language): Question {
  const b = 1 + randomBelow(random, 8);
  const a = b + 1 + randomBelow(random, 9 - b);
  const { numbers, texts } = QUESTION_WORDS[language];
  return { text: texts('difference', { a: numbers[a] ?? '', b: numbers[b] ?? '' }), answer: String(a - b) };
}

function colour(random: Random, language: Language): Question {
  const { colours, things, texts } = QUESTION_WORDS[language];
  const answer = pick(random, colours);
  const words = shuffled(random, [answer, ...shuffled(random, things).slice(0, 3)]);
  return { text: texts('colour', { words: words.join(', ') }), answer };
}

function position(random: Random, language: Language): Question {
  const { things, ordinals, texts } = QUESTION_WORDS[language];
  const words = shuffled(random, things).slice(0, 4);
  const place = randomBelow(random, 4);
  return {
    text: texts('position', { ordinal: ordinals[place] ?? '', words: words.join(', ') }),
    answer: words[place] ?? '',
  };
}

function largest(random: Random, language: Language): Question {
  const { numbers, texts } = QUESTION_WORDS[language];
  const drawn = shuffled(
    random,
    numbers.map((_, number) => number),
  ).slice(0, 3);
  return {
    text: texts('largest', { words: drawn.map((number) => numbers[number]).join(', ') }),
    answer: String(Math.max(...drawn)),
  };
}

function pick<Item>(random: Random, items: readonly [Item, ...Item[]]): Item {
  return items[randomBelow(random, items.length)] ?? items[0];
}

/** Fisher and Yates. */
function shuffled<Item>(random: Random, items: readonly Item[]): Item[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = randomBelow(random, last + 1);
    const [a, b] = [result[last], result[other]];
    if (a === undefined || b === undefined) continue;
    result[last] = b;
    result[other] = a;
  }
  return result;
}
