import { readFileSync } from 'node:fs';
import { access, open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Card, type CardState, createCard, decodeCard, encodeCard } from '@tessera/chip';
import type { CardPrimitives } from '@tessera/ias';
import { lockFile } from './file-lock.ts';
import { writeDurably } from './write-durably.ts';

/** A card whose codes outlive its process: in its own file, which nobody else may open meanwhile. */
export interface FiledCard extends Card {
  /** Number for services and maker, for whoever looks after many. */
  readonly state: CardState;
  /** Waits for the command on its way, and lets the file go. */
  close(): Promise<void>;
}

/**
 * Puts the card of this file into a reader. Rejects with NotACard when the file is none, with CardInUse when another process has it
 * open, and as the file system does.
 */
export async function openCardFile(
  path: string,
  { primitives }: { readonly primitives: CardPrimitives },
): Promise<FiledCard> {
  const file = resolve(path);
  await access(file);
  // The lock first: what was read before it may be what another process is about to replace.
  const unlock = lockFile(file);
  try {
    const state = decodeCard(readFileSync(file, 'utf8'));
    const card = createCard(state, {
      primitives,
      memory: { save: (codes) => writeDurably(file, encodeCard({ ...state, codes })) },
    });
    return {
      state,
      atr: card.atr,
      transmit: (command) => card.transmit(command),
      reset: () => card.reset(),
      close: async () => {
        await card.reset().catch(() => undefined);
        unlock();
      },
    };
  } catch (error) {
    unlock();
    throw error;
  }
}

/** Writes a new card. Rejects with the code EEXIST where there is a file already: a card is made once. */
export async function writeCardFile(path: string, card: CardState): Promise<void> {
  const file = resolve(path);
  // Takes the name, so that two makers do not write one card.
  await (await open(file, 'wx', 0o600)).close();
  await writeDurably(file, encodeCard(card));
}
