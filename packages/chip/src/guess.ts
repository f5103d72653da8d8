import { equalInConstantTime } from '@tessera/base';
import { type ResponseApdu, statusOnly, sw } from '@tessera/ias';
import { type CardState, type Code, isClosed } from './card-state.ts';

/** What a command does: the card after it and the answer. */
export type Turn<Answer> = readonly [CardState, Answer];

/**
 * A guess at a code. It is counted before it is compared, and the count is on the disk in between:
 * whoever cuts the power, at whatever instant, has spent the try and learnt nothing.
 */
export interface Guess<Answer> {
  readonly counted: CardState;
  /** To be called once, when `counted` is on the disk. */
  compare(): Turn<Answer>;
}

export type Outcome<Answer> = Turn<Answer> | Guess<Answer>;

export const isGuess = <Answer>(outcome: Outcome<Answer>): outcome is Guess<Answer> => 'counted' in outcome;

/** The same outcome with something done to its end: how a layer around a command answers. */
export const andThen = <Before, After>(
  outcome: Outcome<Before>,
  finish: (turn: Turn<Before>) => Turn<After>,
): Outcome<After> =>
  isGuess(outcome) ? { counted: outcome.counted, compare: () => finish(outcome.compare()) } : finish(outcome);

/** True when nothing is compared any more. */
export const isBlocked = (card: CardState, code: Code): boolean => code.triesLeft === 0 || isClosed(card);

/** Counts a guess, then compares it; `whenRight` goes on with the card whose tries are full again. */
export function guess(
  card: CardState,
  reference: number,
  code: Code,
  candidate: Uint8Array,
  whenRight: (card: CardState, code: Code) => CardState,
): Guess<ResponseApdu> {
  const spent = { ...code, triesLeft: code.triesLeft - 1 };
  const counted = withCode(card, reference, spent, false);
  return {
    counted,
    compare: () => {
      if (!equalInConstantTime(code.reference, candidate)) return [counted, statusOnly(wrongStatus(spent))];
      const restored = { ...code, triesLeft: code.triesMax };
      return [whenRight(withCode(counted, reference, restored, true), restored), statusOnly(sw.SUCCESS)];
    },
  };
}

/** The card with this code changed, and verified or not. */
export function withCode(card: CardState, reference: number, code: Code, verified: boolean): CardState {
  const others = [...card.verified].filter((each) => each !== reference);
  return {
    ...card,
    codes: new Map(card.codes).set(reference, code),
    verified: new Set(verified ? [...others, reference] : others),
  };
}

/** The last wrong guess is told that the code is blocked: clients know 6983, not all know 63C0. */
const wrongStatus = ({ triesLeft }: Code): number =>
  triesLeft === 0 ? sw.AUTHENTICATION_METHOD_BLOCKED : sw.triesLeftStatus(triesLeft);
