import { type Ground, randomToken } from '@tessera/base';
import type { StepName } from '../activation.ts';
import { type AnswerResult, answerDigits } from '../answer-digits.ts';
import { askDigits, beginActivation, findActivation, type Question } from '../begin.ts';
import type { Pair, Positions } from '../budget.ts';
import { doorOf, type Entered } from '../doors.ts';
import type { NewCitizen } from './people.ts';

/** A new activation in a browser of its own. */
export function beginInNewBrowser(ground: Ground, { fiscalCode, serial }: Pair): Promise<{ token: string }> {
  const [browser, form] = [randomToken(ground.random), randomToken(ground.random)];
  return beginActivation(ground, { fiscalCode, serial, browser, form });
}

/** The activation of this cookie, which must stand before the step's open door. */
export async function entered<Step extends StepName>(
  ground: Ground,
  token: string,
  step: Step,
): Promise<Entered<Step>> {
  const activation = await findActivation(ground, token);
  if (activation === null) throw new Error('there is no such activation');
  const door = doorOf(step, activation);
  if (door.door !== 'open')
    throw new Error(`the door of ${step} is shut: the activation stands at ${activation.state.step}`);
  return door.activation;
}

/** What the page of step 1.2 asks. */
export const question = async (ground: Ground, token: string): Promise<Question> =>
  askDigits(ground, await entered(ground, token, 'digits'));

/** A half of which only the asked digits are typed: `*3*7`. */
export const typedAt = (half: string, positions: Positions): string =>
  [...half].map((digit, i) => (positions.includes(i + 1) ? digit : '*')).join('');

/** Another half, wrong at every position. */
export const wrongHalf = (half: string): string => [...half].map((digit) => (Number(digit) + 1) % 10).join('');

/** Answers on a fresh form with the digits of this half. */
export async function answerWith(ground: Ground, token: string, half: string): Promise<AnswerResult> {
  const { positions, form } = await question(ground, token);
  return answerDigits(ground, token, { form, typed: typedAt(half, positions) });
}

/** One wrong answer, in a browser of its own. */
export async function answerWrongly(ground: Ground, citizen: Pair & { firstHalf?: string }): Promise<AnswerResult> {
  const { token } = await beginInNewBrowser(ground, citizen);
  return answerWith(ground, token, wrongHalf(citizen.firstHalf ?? '0000'));
}

/** An activation whose digits are proven. */
export async function provenInNewBrowser(ground: Ground, citizen: NewCitizen): Promise<{ token: string }> {
  const { token } = await beginInNewBrowser(ground, citizen);
  const result = await answerWith(ground, token, citizen.firstHalf);
  if (result.outcome !== 'proven') throw new Error(`the right digits were answered with ${result.outcome}`);
  return { token: result.token };
}
