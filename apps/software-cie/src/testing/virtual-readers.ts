import { CardError } from '@tessera/card-client';
import { type ReaderSource, ReadersUnavailable } from '@tessera/readers';

/** Anything that lies on a reader and speaks APDUs. */
export interface Speaking {
  readonly atr: Uint8Array;
  transmit(command: Uint8Array): Promise<Uint8Array>;
  reset(): Promise<void>;
}

/** When the card goes away: before the command reaches it, or before its answer is back. */
export type Loss = (command: Uint8Array) => 'before' | 'after' | null;

/** Readers on a table, and hands that put cards on them and take them away. */
export interface VirtualReaders extends ReaderSource {
  plug(reader: string): void;
  unplug(reader: string): void;
  place(card: Speaking, reader?: string): void;
  take(reader?: string): void;
  /** Null: the machinery is there. */
  breakDown(because: ReadersUnavailable['because'] | null): void;
  loseCardWhen(loss: Loss | null): void;
  /** Commands that reached a card, as bytes. */
  readonly heard: Uint8Array[];
}

export const READER = 'Lettore di prova 00 00';

export function virtualReaders(): VirtualReaders {
  const readers = new Map<string, Speaking | null>([[READER, null]]);
  const watchers = new Set<() => void>();
  const heard: Uint8Array[] = [];
  let broken: ReadersUnavailable['because'] | null = null;
  let loss: Loss | null = null;

  const tell = (): void => {
    for (const watcher of watchers) watcher();
  };
  const demandMachinery = (): void => {
    if (broken !== null) throw new ReadersUnavailable(broken);
  };
  const put = (reader: string, card: Speaking | null): void => {
    readers.set(reader, card);
    tell();
  };

  return {
    heard,
    plug: (reader) => put(reader, null),
    unplug: (reader) => {
      readers.delete(reader);
      tell();
    },
    place: (card, reader = READER) => put(reader, card),
    take: (reader = READER) => put(reader, null),
    breakDown: (because) => {
      broken = because;
      tell();
    },
    loseCardWhen: (next) => {
      loss = next;
    },
    list: async () => {
      demandMachinery();
      return [...readers].map(([name, card]) => ({ name, atr: card?.atr ?? null }));
    },
    connect: async (reader) => {
      demandMachinery();
      const card = readers.get(reader);
      if (card === undefined || card === null) throw new CardError('card-lost');
      let isGone = false;
      await card.reset();
      return {
        atr: card.atr,
        reset: () => card.reset(),
        close: async () => undefined,
        transmit: async (command) => {
          const when = loss?.(command) ?? null;
          isGone ||= when === 'before' || readers.get(reader) !== card;
          if (isGone) throw new Error('gone');
          heard.push(command.slice());
          const answer = await card.transmit(command);
          isGone = when === 'after';
          if (isGone) throw new Error('gone');
          return answer;
        },
      };
    },
    watch: (changed) => {
      watchers.add(changed);
      return () => watchers.delete(changed);
    },
  };
}

/** A card that is there and says nothing: it lies sideways. */
export const silentCard: Speaking = {
  atr: Uint8Array.of(0x3b, 0x80, 0x80, 0x01, 0x01),
  transmit: async () => {
    throw new Error('no answer');
  },
  reset: async () => undefined,
};

/** A card of another kind: it knows none of our applications. */
export const healthCard: Speaking = {
  atr: Uint8Array.of(0x3b, 0x80, 0x80, 0x01, 0x01),
  transmit: async () => Uint8Array.of(0x6a, 0x82),
  reset: async () => undefined,
};

/** A VERIFY with a code in it, wrapped: what spends a try. */
export const isGuess = (command: Uint8Array): boolean =>
  command[0] === 0x0c && command[1] === 0x20 && command[5] === 0x87;
