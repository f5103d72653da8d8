import { setTimeout as sleep } from 'node:timers/promises';
import type { Card } from '@tessera/chip';

/** How a card behaves in a hand that is not steady. Each switch by itself, or together. */
export interface Manners {
  /** It is taken away so many milliseconds after the first command. */
  readonly lostAfterMs?: number;
  /** It is taken away at this command, counted from 1: the card never hears it. */
  readonly lostAtCommand?: number;
  /** At this command, counted from 1, the power fails while the card works: it has carried it out, and nobody hears the answer. */
  readonly tornAtCommand?: number;
  /** Each answer takes so many milliseconds longer. */
  readonly slowMs?: number;
}

/** The card does not lie there any more. */
export class CardTakenAway extends Error {
  override readonly name = 'CardTakenAway';
}

/**
 * The same card with these manners. Once it was taken away every command is refused until a new one is made over the card, as when
 * somebody lays it down again; its counters are what they were.
 */
export function withManners(card: Card, manners: Manners): Card {
  const { lostAfterMs, lostAtCommand, tornAtCommand, slowMs = 0 } = manners;
  let commands = 0;
  let gone = false;
  let timer: NodeJS.Timeout | undefined;

  const takeAway = async (): Promise<never> => {
    gone = true;
    clearTimeout(timer);
    await card.reset();
    throw new CardTakenAway('the card was taken away');
  };
  const startTimer = (): void => {
    if (lostAfterMs === undefined || timer !== undefined) return;
    timer = setTimeout(() => {
      gone = true;
    }, lostAfterMs);
    timer.unref();
  };

  return {
    atr: card.atr,
    transmit: async (command) => {
      startTimer();
      commands += 1;
      if (gone || commands === lostAtCommand) return takeAway();
      const answer = await card.transmit(command);
      if (slowMs > 0) await sleep(slowMs);
      if (gone || commands === tornAtCommand) return takeAway();
      return answer;
    },
    reset: async () => {
      if (!gone) await card.reset();
    },
  };
}
