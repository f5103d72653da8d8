import { Problem } from '@tessera/web';
import type { FastifyInstance, FastifyRequest } from 'fastify';

/**
 * Only our own name, with our own port: whoever makes another name point to this machine reaches nothing (DNS rebinding). The web
 * room compares the name; several programs share it here, and only the port tells them apart.
 */
export function answerToOwnNameAlone(server: FastifyInstance, origin: string): void {
  const own = new URL(origin).host;
  server.addHook('onRequest', async (request) => {
    if (request.headers.host !== own) throw new Problem(421, 'foreign Host header');
  });
}

/** True when the browser says that the provider's own page sent this. */
export const comesFromProvider = (request: FastifyRequest, provider: string): boolean =>
  request.headers.origin === provider;
