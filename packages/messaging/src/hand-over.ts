import type { OutgoingMessage } from '@tessera/base';
import { type Channel, NotSent, type Receipt, Refused } from './channel.ts';
import { type Attempt, mayRepeat } from './next-step.ts';
import type { WaitingMessage } from './outbox-store.ts';

/** Real milliseconds for one try. Channels have their own, shorter limits; this one holds when they forget. */
const TRY_LASTS_MAX = 60_000;

export interface Outcome {
  readonly attempt: Attempt;
  /** Why not, in a word of ours; empty when it was taken. */
  readonly reason: string;
  readonly receipt: Receipt;
  /** Of the channel that had the last word. */
  readonly recognisesRepeats: boolean;
}

/**
 * Offers a message to the channels, one after the other, until one takes it or leaves its answer open.
 *
 * A message that may have arrived is offered again only where that is safe, and to no second gateway: the two would
 * not know of each other.
 */
export async function handOver(
  message: OutgoingMessage,
  waiting: Pick<WaitingMessage, 'id' | 'usefulUntil' | 'mayHaveArrived'>,
  channels: readonly Channel[],
): Promise<Outcome> {
  const open = waiting.mayHaveArrived
    ? channels.filter(({ recognisesRepeats = false }) => mayRepeat(waiting, recognisesRepeats)).slice(0, 1)
    : channels;
  let outcome: Outcome = { attempt: 'unknown', reason: 'interrupted', receipt: {}, recognisesRepeats: false };
  for (const channel of open) {
    outcome = await tryOnce(message, waiting.id, channel);
    if (outcome.attempt !== 'not-sent') break;
  }
  return outcome;
}

async function tryOnce(message: OutgoingMessage, messageId: string, channel: Channel): Promise<Outcome> {
  const { recognisesRepeats = false } = channel;
  const { promise: timeOver, reject } = Promise.withResolvers<never>();
  const end = new AbortController();
  const timer = setTimeout(() => {
    end.abort();
    reject(end.signal.reason);
  }, TRY_LASTS_MAX);
  try {
    const receipt = await Promise.race([channel.deliver(message, { messageId, signal: end.signal }), timeOver]);
    return { attempt: 'taken', reason: '', receipt: receipt ?? {}, recognisesRepeats };
  } catch (error) {
    const receipt = {};
    if (error instanceof NotSent) return { attempt: 'not-sent', reason: error.reason, receipt, recognisesRepeats };
    if (error instanceof Refused) return { attempt: 'refused', reason: error.reason, receipt, recognisesRepeats };
    // Names of errors are ours or the platform's; their texts may quote an address.
    const reason = error instanceof Error ? error.name : 'not an error';
    return { attempt: 'unknown', reason, receipt, recognisesRepeats };
  } finally {
    clearTimeout(timer);
  }
}
