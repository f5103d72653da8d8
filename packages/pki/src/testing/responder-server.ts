import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What a server answers: bytes with 200, nothing at all for ever, or something that is no answer. */
export type Behaviour = (body: Uint8Array) => Promise<Uint8Array | 'silent' | 'redirect' | 'busy'>;

export interface ResponderServer {
  readonly address: URL;
  /** Requests so far. */
  readonly asked: () => number;
  behave(behaviour: Behaviour): void;
  close(): Promise<void>;
}

/** A real server on loopback that may lie, be slow, or be somebody else. */
export async function openResponderServer(): Promise<ResponderServer> {
  let behaviour: Behaviour = async () => 'busy';
  let asked = 0;
  const server: Server = createServer(async (request, response) => {
    asked++;
    const parts: Uint8Array[] = [];
    for await (const part of request) parts.push(part as Uint8Array);
    const answer = await behaviour(Uint8Array.from(Buffer.concat(parts)));
    if (answer === 'silent') return;
    if (answer === 'busy') response.writeHead(503).end();
    else if (answer === 'redirect') response.writeHead(302, { location: `http://${request.headers.host}/` }).end();
    else response.writeHead(200).end(answer);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: new URL(`http://127.0.0.1:${port}/`),
    asked: () => asked,
    behave: (next) => {
      behaviour = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
