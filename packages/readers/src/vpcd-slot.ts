import type { Socket } from 'node:net';
import type { Card } from '@tessera/chip';
import { serveVpcd } from './vpcd-service.ts';

/** The place for one card on pcscd's virtual reader. Programs on this machine see it there as they see any card. */
export interface VpcdSlot {
  /** Lays a card on the reader; the one that lay there is taken away. */
  insert(card: Card, watch?: CardWatch): void;
  /** Takes the card away. The reader sees none until the next one is inserted. */
  remove(): void;
  /** True while pcscd is at the other end and sees the card. */
  readonly seen: boolean;
}

export interface CardWatch {
  /** The card could not answer: it was lost, or its memory failed. It lies there no more. */
  lost?(cause: unknown): void;
  /** pcscd begins or ceases to see the card. */
  seen?(seen: boolean): void;
}

/** What the link does with a slot: it brings connections, whoever called whom. */
export interface ServedSlot extends VpcdSlot {
  readonly occupied: boolean;
  serve(socket: Socket): void;
}

export function vpcdSlot(): ServedSlot {
  let place: { readonly card: Card; readonly watch: CardWatch } | null = null;
  let connection: Socket | null = null;

  const remove = (): void => {
    place = null;
    connection?.destroy();
  };
  return {
    insert: (card, watch = {}) => {
      remove();
      place = { card, watch };
    },
    remove,
    get seen() {
      return connection !== null;
    },
    get occupied() {
      return place !== null;
    },
    serve: (socket) => {
      // A caller that hangs up has gone; there is nothing to say about why.
      socket.on('error', () => undefined);
      const here = place;
      // vpcd takes a connection that is closed at once for an empty slot. And one reader at a time sees the card.
      if (here === null || connection !== null) {
        socket.destroy();
        return;
      }
      connection = socket;
      here.watch.seen?.(true);
      socket.on('close', () => {
        connection = null;
        here.watch.seen?.(false);
      });
      serveVpcd(socket, here.card).catch((cause: unknown) => {
        if (place === here) remove();
        here.watch.lost?.(cause);
      });
    },
  };
}
