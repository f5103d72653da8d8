import { CardError } from '@tessera/card-client';
import { atrOf } from '@tessera/chip';
import type { ConnectedCard, ReaderSource } from '@tessera/readers';
import type { FaultBoard } from '../faults/fault-board.ts';
import type { Chip } from '../world/chip-store.ts';
import type { Wallet } from './wallet.ts';

/** Its name, as PC/SC would give it. */
export const READER_NAME = 'Tessera Virtual Reader 00 00';

/**
 * The sandbox's one reader, for whoever reads cards by PC/SC elsewhere. Two cards on it answer at once, and the reader makes
 * out neither: it is as if there were none.
 */
export function walletReader(wallet: Wallet, faults: FaultBoard): ReaderSource {
  const cardOn = async (): Promise<Chip | null> => {
    const [card, another] = await wallet.onReader();
    return card === undefined || another !== undefined ? null : card;
  };
  const isGone = (): boolean => faults.striking('reader-gone') !== undefined;
  return {
    list: async () => {
      if (isGone()) return [];
      const card = await cardOn();
      return [{ name: READER_NAME, atr: card === null ? null : atrOf(card.maker) }];
    },
    connect: async (name) => {
      const card = name !== READER_NAME || isGone() ? null : await cardOn();
      if (card === null) throw new CardError('card-lost');
      return connected(wallet, card, isGone);
    },
    watch: (changed) => {
      const stops = [wallet.onMove(changed), faults.onChange(changed)];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}

/** Power on. Another program's channel is over with that, as on a real reader that is reset. */
async function connected(wallet: Wallet, { serial }: Chip, isGone: () => boolean): Promise<ConnectedCard> {
  const contact = wallet.contact(serial, 'reader');
  const reset = () => contact.reset().catch((cause: unknown) => Promise.reject(new CardError('card-lost', { cause })));
  const atr = await reset();
  let isOpen = true;
  return {
    atr,
    transmit: async (command) => {
      if (!isOpen || isGone()) throw new CardError('card-lost');
      return contact.transmit(command);
    },
    reset: async () => {
      await reset();
    },
    close: async () => {
      if (!isOpen) return;
      isOpen = false;
      // The card may be gone by now: then its power is gone as well.
      await contact.reset().catch(() => undefined);
    },
  };
}
