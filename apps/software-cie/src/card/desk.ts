import { CardError, type CardFault, readNis, type Terminal } from '@tessera/card-client';
import type { CardPrimitives } from '@tessera/ias';
import { type ConnectedCard, type ReaderSource, ReadersUnavailable } from '@tessera/readers';
import { lookAt, type Sight } from './sight.ts';

/** Why an act with the card did not come to its end. */
export type CardTrouble =
  | { readonly outcome: 'not-there'; readonly sight: Sight }
  /** `tryUsed` says whether a try of PIN or PUK may be gone: then the card is asked, and nothing supposed. */
  | { readonly outcome: 'interrupted'; readonly fault: CardFault; readonly tryUsed: 'no' | 'perhaps' };

export interface CardOnDesk {
  readonly card: ConnectedCard;
  readonly nis: string;
}

/** The readers of this computer, one thing at a time: two pages must not speak to one card at once. */
export interface Desk {
  readonly terminal: Terminal;
  readonly primitives: CardPrimitives;
  /** As it was after the last change; asks the cards only then. */
  look(): Promise<Sight>;
  /** Powers on the one identity card, and off again whatever happens. */
  withCard<Result extends { readonly outcome: string }>(
    act: (on: CardOnDesk) => Promise<Result>,
  ): Promise<Result | CardTrouble>;
  /** Calls back after each change of readers or cards. Returns how to stop. */
  watch(changed: () => void): () => void;
}

export function openDesk(source: ReaderSource, terminal: Terminal, primitives: CardPrimitives): Desk {
  let last: Promise<unknown> = Promise.resolve();
  let known: Sight | null = null;
  let changes = 0;
  const watchers = new Set<() => void>();
  let stopWatching: (() => void) | null = null;

  const changed = (): void => {
    changes++;
    known = null;
    for (const watcher of watchers) watcher();
  };

  const inTurn = <Result>(act: () => Promise<Result>): Promise<Result> => {
    const result = last.then(act);
    last = result.catch(() => undefined);
    return result;
  };

  const lookNow = async (): Promise<Sight> => {
    if (known !== null) return known;
    const before = changes;
    const sight = await lookAt(source);
    // Only what a watched source showed stays true until it calls; what may mend itself is looked at again.
    const lasting = sight.seen === 'identity-card' || sight.seen === 'no-card';
    if (lasting && stopWatching !== null && before === changes) known = sight;
    return sight;
  };

  return {
    terminal,
    primitives,
    look: () => inTurn(lookNow),
    withCard: (act) =>
      inTurn(async () => {
        const sight = await lookNow();
        if (sight.seen !== 'identity-card') return { outcome: 'not-there', sight };
        try {
          return await connected(source, sight.reader, act);
        } catch (error) {
          if (error instanceof ReadersUnavailable) return { outcome: 'not-there', sight: { seen: error.because } };
          if (!(error instanceof CardError)) throw error;
          // Whatever was known of this card may be over.
          known = null;
          return { outcome: 'interrupted', fault: error.fault, tryUsed: error.tryUsed };
        }
      }),
    watch: (watcher) => {
      watchers.add(watcher);
      stopWatching ??= source.watch(changed);
      return () => {
        watchers.delete(watcher);
        if (watchers.size > 0) return;
        stopWatching?.();
        stopWatching = null;
        known = null;
      };
    },
  };
}

async function connected<Result>(
  source: ReaderSource,
  reader: string,
  act: (on: CardOnDesk) => Promise<Result>,
): Promise<Result> {
  const card = await source.connect(reader);
  try {
    // Asked again: it may have been changed for another one since it was seen.
    return await act({ card, nis: await readNis(card) });
  } finally {
    await card.close();
  }
}
