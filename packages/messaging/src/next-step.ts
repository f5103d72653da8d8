import { HOUR, type Instant, SECOND } from '@tessera/base';
import type { WaitingMessage } from './outbox-store.ts';

/** How a try to hand a message over ended; `unknown`: without an answer, it may have arrived. */
export type Attempt = 'taken' | 'not-sent' | 'refused' | 'unknown';

export type NextStep =
  | { readonly step: 'sent' }
  | { readonly step: 'try-again'; readonly at: Instant }
  | { readonly step: 'give-up'; readonly why: 'refused' | 'too-late' | 'outcome-unknown' };

const FIRST_WAIT = 5 * SECOND;
const LONGEST_WAIT = 24 * HOUR;

/** Twice as long after each try, from 5 seconds to 24 hours. */
export const waitAfter = (tries: number): number => Math.min(FIRST_WAIT * 2 ** (tries - 1), LONGEST_WAIT);

/**
 * What becomes of a message after a try.
 *
 * Only messages with an end to their use (codes) are ever given up for want of an answer or of time: for these the
 * citizen asks again. Notices are tried until they are taken or refused (T-INF-07).
 */
export function nextStep(
  message: Pick<WaitingMessage, 'tries' | 'usefulUntil'>,
  attempt: Attempt,
  recognisesRepeats: boolean,
  now: Instant,
): NextStep {
  if (attempt === 'taken') return { step: 'sent' };
  if (attempt === 'refused') return { step: 'give-up', why: 'refused' };
  if (attempt === 'unknown' && !mayRepeat(message, recognisesRepeats))
    return { step: 'give-up', why: 'outcome-unknown' };
  const at = now + waitAfter(message.tries);
  if (message.usefulUntil !== null && at >= message.usefulUntil) return { step: 'give-up', why: 'too-late' };
  return { step: 'try-again', at };
}

/** May a message that perhaps arrived be handed over again? Two codes on one phone confuse; two notices do less harm than none. */
export const mayRepeat = ({ usefulUntil }: Pick<WaitingMessage, 'usefulUntil'>, recognisesRepeats: boolean): boolean =>
  recognisesRepeats || usefulUntil === null;
