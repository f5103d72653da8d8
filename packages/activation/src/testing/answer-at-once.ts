import type { Part } from '@tessera/testbed';
import { type AnswerResult, answerDigits } from '../answer-digits.ts';
import { observed } from './observed.ts';

/** What one process sends: each answer with its cookie, all at the same moment. */
export interface Burst {
  readonly answers: readonly { readonly token: string; readonly form: string; readonly typed: string }[];
}

export interface BurstResult {
  readonly outcomes: readonly AnswerResult['outcome'][];
  /** How many answers were really compared with the digits. */
  readonly compared: number;
}

export default async function answerAtOnce({ ground, input }: Part<Burst>): Promise<BurstResult> {
  const watched = observed(ground);
  const results = await Promise.all(
    input.answers.map(({ token, form, typed }) => answerDigits(watched, token, { form, typed })),
  );
  return {
    outcomes: results.map(({ outcome }) => outcome),
    compared: watched.opened.filter((purpose) => purpose === 'first-half').length,
  };
}
