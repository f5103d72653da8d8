import { LANGUAGES } from '@tessera/base';
import { seededRandom } from '@tessera/testbed';
import { describe, expect, it } from 'vitest';
import { drawQuestion, plainAnswer } from './question.ts';
import { QUESTION_WORDS } from './question-words.ts';

describe('a question in plain words', () => {
  it.each(LANGUAGES)('has one answer, which is in the reader’s words: %s', (language) => {
    const random = seededRandom('questions');
    const { numbers, things, colours } = QUESTION_WORDS[language];
    for (let i = 0; i < 500; i++) {
      const { text, answer } = drawQuestion(random, language);
      expect(text).not.toMatch(/undefined|\{|NaN/);
      expect(plainAnswer(answer, language)).toBe(answer);
      expect([...numbers.keys()].map(String).concat(things, colours)).toContain(answer);
    }
  });

  it('is answered in words or figures, whatever the case and the blanks', () => {
    expect(plainAnswer(' Sette. ', 'it')).toBe('7');
    expect(plainAnswer('7', 'it')).toBe('7');
    expect(plainAnswer('FÜNF', 'de')).toBe('5');
    expect(plainAnswer('fu\u0308nf', 'de')).toBe('5');
    expect(plainAnswer('“Rosso”', 'it')).toBe('rosso');
  });

  it.each(LANGUAGES)('never takes a thing for a colour: %s', (language) => {
    const { things, colours } = QUESTION_WORDS[language];
    expect(things.filter((thing) => colours.includes(thing))).toEqual([]);
  });
});
