import type { Socket } from 'node:net';
import type { Card } from '@tessera/chip';
import { BadFrame, encodeVpcdFrame, type VpcdMessage, vpcdMessages } from './vpcd-frame.ts';

/**
 * Lets a card answer whoever is at the other end of the connection, one message after the other, until it ends.
 * Bytes that are no message end the connection. Rejects when the card does: it was lost, or its memory failed.
 */
export async function serveVpcd(socket: Socket, card: Card): Promise<void> {
  socket.setNoDelay(true);
  try {
    for await (const message of messagesOf(socket)) {
      const answer = await answered(card, message);
      if (answer !== null && socket.writable) socket.write(encodeVpcdFrame(answer));
    }
  } finally {
    socket.destroy();
    await card.reset();
  }
}

/** The messages of a connection; a bad one, or a broken connection, is the last. */
async function* messagesOf(socket: Socket): AsyncGenerator<VpcdMessage> {
  try {
    yield* vpcdMessages(socket);
  } catch (error) {
    if (!(error instanceof BadFrame) && !isBroken(error)) throw error;
  }
}

const isBroken = (error: unknown): boolean => error instanceof Error && 'code' in error;

/** Null where no answer belongs. */
async function answered(card: Card, message: VpcdMessage): Promise<Uint8Array | null> {
  switch (message.kind) {
    case 'command':
      return card.transmit(message.bytes);
    case 'atr':
      return card.atr;
    case 'off':
    case 'on':
    case 'reset':
      await card.reset();
      return null;
  }
}
