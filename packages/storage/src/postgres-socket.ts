import { Socket } from 'node:net';

/**
 * A socket that sends together what is written together: `begin` with the first statement, and statements that nobody waited
 * between. Each send costs more than the statement in it, on both sides. Under TLS it is a socket like any other.
 */
export function gatheringSocket(): Socket {
  const socket = new Socket();
  const write: Socket['write'] = socket.write.bind(socket);
  let gathering = false;
  const gather = (): void => {
    if (gathering) return;
    gathering = true;
    socket.cork();
    // After the promises that are being settled now have had their say.
    process.nextTick(() => {
      gathering = false;
      socket.uncork();
    });
  };
  // Not before: connecting gives a socket its own `write` back.
  socket.once('connect', () => {
    Object.assign(socket, {
      write: (...message: Parameters<typeof write>) => {
        gather();
        return write(...message);
      },
    });
  });
  return socket;
}
