import { createServer, type Socket } from 'node:net';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { gatheringSocket } from './postgres-socket.ts';

describe('a gathering socket', () => {
  it('holds back what is written until the promises have had their say, and then sends all of it in order', async () => {
    let heard = '';
    const server = createServer((peer: Socket) => peer.on('data', (bytes) => (heard += String(bytes))));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    const socket = gatheringSocket();
    await new Promise<void>((resolve) =>
      socket.connect(typeof address === 'object' && address !== null ? address.port : 0, '127.0.0.1', resolve),
    );

    socket.write('begin ');
    await Promise.resolve();
    socket.write('first ');
    expect(socket.writableCorked).toBe(1);
    await nextTurn();
    expect(socket.writableCorked).toBe(0);
    socket.write('second');
    await nextTurn();
    expect(socket.writableCorked).toBe(0);

    const ended = new Promise((resolve) => server.once('close', resolve));
    socket.end();
    server.close();
    await ended;
    expect(heard).toBe('begin first second');
  });
});
