import type { CardPrimitives } from '@tessera/ias';
import { type CardState, type Codes, reset } from './card-state.ts';
import { isGuess } from './guess.ts';
import { atrOf } from './maker.ts';
import { respond } from './respond.ts';

/** A card in a reader: commands one after the other, and a memory that outlives its power. */
export interface Card {
  readonly atr: Uint8Array;
  /**
   * Carries out one command and answers it. Rejects when the memory failed: then no answer leaves the card, and nothing else does
   * until it is loaded again.
   */
  transmit(command: Uint8Array): Promise<Uint8Array>;
  /** Power off and on, or a warm reset. */
  reset(): Promise<void>;
}

export interface CardMemory {
  /** Resolves when these codes and their tries are on the disk, and survive whatever happens from then on. */
  save(codes: Codes): Promise<void>;
}

/** One exchange as it looks from inside the card: what it knew before, and what it knows now. */
export interface Exchange {
  readonly before: CardState;
  readonly command: Uint8Array;
  readonly after: CardState;
  readonly answer: Uint8Array;
}

export interface CardSurroundings {
  readonly primitives: CardPrimitives;
  readonly memory: CardMemory;
  /** Is shown each exchange before its answer leaves. Only for who may see everything: a test, a sandbox. */
  readonly watch?: (exchange: Exchange) => void;
}

/**
 * Puts a card into a reader, without power until the first command.
 *
 * **Count, then compare**: a try is on the disk before the code is compared, and what came of it before the answer leaves. A card
 * process that is killed at any instant has given no try back.
 */
export function createCard(loaded: CardState, { primitives, memory, watch }: CardSurroundings): Card {
  let card = reset(loaded);
  let last: Promise<unknown> = Promise.resolve();

  /** A card does one thing at a time; after a failure it does nothing more. */
  const inTurn = <Result>(act: () => Result | Promise<Result>): Promise<Result> => {
    const result = last.then(act);
    last = result;
    // Whoever called is told; the next one in the queue is told again.
    result.catch(() => undefined);
    return result;
  };

  const keep = async (next: CardState): Promise<void> => {
    if (next.codes !== card.codes) await memory.save(next.codes);
    card = next;
  };

  const exchange = async (command: Uint8Array): Promise<Uint8Array> => {
    const before = card;
    const outcome = respond(card, command, primitives);
    if (isGuess(outcome)) await keep(outcome.counted);
    const [after, answer] = isGuess(outcome) ? outcome.compare() : outcome;
    await keep(after);
    watch?.({ before, command, after, answer });
    return answer;
  };

  return {
    atr: atrOf(card.maker),
    transmit: (command) => {
      // The caller may use its buffer again while this command waits for its turn.
      const received = command.slice();
      return inTurn(() => exchange(received));
    },
    reset: () =>
      inTurn(() => {
        card = reset(card);
      }),
  };
}
