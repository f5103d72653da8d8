import { CardError } from '@tessera/card-client';
import type { Card } from '@tessera/chip';
import type { ConnectedCard, ReaderSource } from './reader-source.ts';

/** Readers in this very process: for tests, and for what lies on the sandbox's desk. */
export interface VirtualReaders extends ReaderSource {
  /**
   * Lays these cards on the reader, in the place of what lay there; none takes everything away. Two at once answer into each other's
   * word: the reader sees neither.
   */
  lay(readerName: string, ...cards: readonly Card[]): void;
}

export function virtualReaders(...names: readonly string[]): VirtualReaders {
  const places = new Map<string, readonly Card[]>(names.map((name) => [name, []]));
  const watchers = new Set<() => void>();

  /** The one card that the reader sees. */
  const cardOn = (readerName: string): Card | null => {
    const cards = places.get(readerName) ?? [];
    return cards.length === 1 ? (cards[0] ?? null) : null;
  };

  return {
    lay: (readerName, ...cards) => {
      if (!places.has(readerName)) throw new RangeError('there is no such reader');
      places.set(readerName, cards);
      for (const changed of [...watchers]) changed();
    },
    list: async () => names.map((name) => ({ name, atr: cardOn(name)?.atr ?? null })),
    connect: async (readerName) => {
      const card = cardOn(readerName);
      if (card === null) throw new CardError('card-lost');
      await card.reset();
      return connected(card, () => cardOn(readerName) === card);
    },
    watch: (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
  };
}

function connected(card: Card, isThere: () => boolean): ConnectedCard {
  let open = true;
  const demand = (): void => {
    if (!open || !isThere()) throw new CardError('card-lost');
  };
  return {
    atr: card.atr,
    transmit: async (command) => {
      demand();
      const answer = await card.transmit(command);
      // Taken away while it worked: nobody heard the answer.
      demand();
      return answer;
    },
    reset: async () => {
      demand();
      await card.reset();
    },
    close: async () => {
      if (open && isThere()) await card.reset();
      open = false;
    },
  };
}
