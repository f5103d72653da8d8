import { CardError, readNis } from '@tessera/card-client';
import { type ReaderSource, type ReaderState, ReadersUnavailable } from '@tessera/readers';

/** What lies on the readers, as far as anybody may see it. Each of them has its own cure. */
export type Sight =
  | { readonly seen: 'no-module' | 'no-service' | 'no-reader' }
  /** `silent-card`: something is there and does not answer: sideways, half away, or taken away just now. */
  | { readonly seen: 'no-card' | 'silent-card' | 'other-card' | 'several-cards'; readonly readers: readonly string[] }
  | {
      readonly seen: 'identity-card';
      readonly readers: readonly string[];
      readonly reader: string;
      readonly nis: string;
    };

type CardSeen = 'none' | 'silent' | 'other' | { readonly reader: string; readonly nis: string };

/** Looks at every reader, and asks each card who it is. No code is asked and nothing is spent. */
export async function lookAt(source: ReaderSource): Promise<Sight> {
  let states: readonly ReaderState[];
  const cards: CardSeen[] = [];
  try {
    states = await source.list();
    // One after the other: some readers share a wire.
    for (const state of states) cards.push(await cardOn(source, state));
  } catch (error) {
    if (error instanceof ReadersUnavailable) return { seen: error.because };
    throw error;
  }
  return sumUp(
    states.map(({ name }) => name),
    cards,
  );
}

function sumUp(readers: readonly string[], cards: readonly CardSeen[]): Sight {
  if (readers.length === 0) return { seen: 'no-reader' };
  const identityCards = cards.filter((card) => typeof card === 'object');
  const [only] = identityCards;
  // Which of two is meant nobody can guess, and a PIN tried on the wrong one is lost.
  if (identityCards.length > 1) return { seen: 'several-cards', readers };
  if (only !== undefined) return { seen: 'identity-card', readers, ...only };
  if (cards.includes('silent')) return { seen: 'silent-card', readers };
  return { seen: cards.includes('other') ? 'other-card' : 'no-card', readers };
}

/** The answer to reset is not asked: chips of several makers are identity cards, and only the card itself says so. */
async function cardOn(source: ReaderSource, { name, atr }: ReaderState): Promise<CardSeen> {
  if (atr === null) return 'none';
  try {
    const card = await source.connect(name);
    try {
      return { reader: name, nis: await readNis(card) };
    } finally {
      await card.close();
    }
  } catch (error) {
    if (!(error instanceof CardError)) throw error;
    return error.fault === 'not-an-identity-card' ? 'other' : 'silent';
  }
}
