import { CardProofAnswer, type SoftwareCieStatus } from '@tessera/wire';
import Fastify, { type FastifyInstance } from 'fastify';
import type { CardAtComputer } from './card-at-computer.ts';

/** What stands in for Software CIE: its two addresses on loopback, with a card that speaks APDUs behind them. */
export interface SoftwareCieDouble {
  readonly origin: string;
  /** What `/stato` says; null while the program does not run. */
  show(status: SoftwareCieStatus | null): void;
  close(): Promise<void>;
}

/** `idp` is the one provider that it serves. It asks for no PIN: the page says whose turn it is, and a button goes on. */
export async function openSoftwareCieDouble(idp: string, card: () => CardAtComputer): Promise<SoftwareCieDouble> {
  let status: SoftwareCieStatus | null = { readers: 1, card: true };
  const server: FastifyInstance = Fastify();
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string' },
    async (_: unknown, body: string) => Object.fromEntries(new URLSearchParams(body)),
  );
  server.get('/stato', async (_request, reply) => {
    reply.header('access-control-allow-origin', idp);
    return status === null ? reply.code(503).send() : reply.send(status);
  });
  server.post<{ Body: { challenge: string } }>('/accesso', async (request, reply) => {
    // As the real one: only that provider's own page.
    if (request.headers.origin !== idp) return reply.code(403).send('not the provider');
    const proof = await card().prove(request.body.challenge);
    const answer = await fetch(`${idp}/card/proof`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(proof),
    });
    const { continue: way } = CardProofAnswer.parse(await answer.json());
    return way === null ? reply.code(410).send('over') : reply.redirect(way, 303);
  });
  const origin = await server.listen({ port: 0, host: '127.0.0.1' });
  return {
    origin,
    show: (next) => {
      status = next;
    },
    close: () => server.close(),
  };
}
