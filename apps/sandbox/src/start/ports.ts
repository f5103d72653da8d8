import { createServer, type Server } from 'node:net';

/** Both spellings of `localhost`: a browser may take either, so a port is free only when it is free on both. */
const LOOPBACK = ['127.0.0.1', '::1'] as const;
const PORT_MAX = 65_535;
const TRIES_MAX = 1_000;

/** No port was left to try. */
export class NoFreePort extends Error {
  override readonly name = 'NoFreePort';
}

export interface ReservedPort {
  readonly port: number;
  /** Ports that were tried before this one and belong to somebody else. */
  readonly busy: readonly number[];
  /** Lets go of it, right before the app takes it. */
  release(): Promise<void>;
}

/**
 * Holds the port, or the next free one after it; 0 holds any free one. It stays held until it is released, so that
 * two sandboxes that start together do not choose the same. Throws NoFreePort.
 */
export async function reservePort(wanted: number): Promise<ReservedPort> {
  const busy: number[] = [];
  // A random port can be free on one address and taken on the other: then another random one is asked for.
  const step = wanted === 0 ? 0 : 1;
  for (let tries = 0; tries < TRIES_MAX && wanted + tries * step <= PORT_MAX; tries++) {
    const held = await hold(wanted + tries * step);
    if (held !== null) return { ...held, busy };
    busy.push(wanted + tries * step);
  }
  throw new NoFreePort(`No port is free from ${Math.min(wanted, PORT_MAX)} up: give a lower one with TESSERA_PORT.`);
}

/** Null when somebody else has it on either address. */
async function hold(wanted: number): Promise<Omit<ReservedPort, 'busy'> | null> {
  const servers: Server[] = [];
  let port = wanted;
  const release = async () => {
    await Promise.all(servers.map((server) => new Promise((done) => server.close(done))));
  };
  for (const host of LOOPBACK) {
    const server = await listen(port, host);
    if (server === 'no-such-address') continue;
    if (server === 'taken') {
      await release();
      return null;
    }
    servers.push(server);
    const address = server.address();
    if (typeof address === 'object' && address !== null) port = address.port;
  }
  return { port, release };
}

function listen(port: number, host: string): Promise<Server | 'taken' | 'no-such-address'> {
  return new Promise((answer, fail) => {
    // Whoever knocks before the app is there is turned away at once, not kept waiting.
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') answer('taken');
      else if (error.code === 'EADDRNOTAVAIL' || error.code === 'EAFNOSUPPORT') answer('no-such-address');
      else fail(error);
    });
    server.listen({ port, host, exclusive: true }, () => answer(server));
  });
}
