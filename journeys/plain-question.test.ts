import { expect, it } from 'vitest';
import { answerInWords } from './plain-question.ts';

it.each([
  ['Quanto fa tre più nove?', 'dodici'],
  ['Quanto fa nove meno tre?', 'sei'],
  ['Quale di queste parole è un colore? gatto, verde, pane, sedia', 'verde'],
  ['Scrivi la terza di queste parole: tavolo, gatto, pane, sedia', 'pane'],
  ['Qual è il più grande di questi numeri? tre, diciannove, undici', 'diciannove'],
])('a person answers "%s" with "%s"', (question, answer) => {
  expect(answerInWords(question)).toBe(answer);
});
