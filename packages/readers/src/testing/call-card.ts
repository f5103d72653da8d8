import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import type { ConnectedCard } from '../reader-source.ts';
import { encodeVpcdFrame } from '../vpcd-frame.ts';

/** A reader that calls a card process, in vpcd's words: what pcscd does, without pcscd. */
export async function callCard(port: number): Promise<ConnectedCard> {
  const socket = createConnection({ host: '127.0.0.1', port });
  await once(socket, 'connect');
  const answers = answersOf(socket);
  const ask = async (message: Uint8Array): Promise<Uint8Array> => {
    socket.write(encodeVpcdFrame(message));
    const next = await answers.next();
    if (next.done === true) throw new Error('the card process hung up');
    return next.value;
  };
  const atr = await ask(Uint8Array.of(0x04));
  return {
    atr,
    transmit: ask,
    reset: async () => {
      socket.write(encodeVpcdFrame(Uint8Array.of(0x02)));
    },
    close: async () => {
      socket.destroy();
    },
  };
}

async function* answersOf(socket: Socket): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array = new Uint8Array();
  for await (const chunk of socket as AsyncIterable<Uint8Array>) {
    waiting = Buffer.concat([waiting, chunk]);
    for (;;) {
      const length = ((waiting[0] ?? 0) << 8) | (waiting[1] ?? 0);
      if (waiting.length < 2 + length || waiting.length < 2) break;
      yield new Uint8Array(waiting.subarray(2, 2 + length));
      waiting = waiting.subarray(2 + length);
    }
  }
}
