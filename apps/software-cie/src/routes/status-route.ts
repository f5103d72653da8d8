import { Problem } from '@tessera/web';
import type { SoftwareCieStatus } from '@tessera/wire';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Sight } from '../card/sight.ts';
import type { SoftwareCieDeps } from '../deps.ts';
import { comesFromProvider } from '../own-doors.ts';
import { PATHS } from '../paths.ts';

/**
 * What the provider's page may know before anybody clicks: whether there is a reader, and a card on it. Nobody else's page may.
 *
 * Where the browser asks its user whether a page may reach this computer (Local Network Access), no question comes here. Browsers of
 * the time before it (Private Network Access) ask in advance, with a header of their own.
 */
export function statusRoute(server: FastifyInstance, { desk, provider }: SoftwareCieDeps): void {
  const admit = (request: FastifyRequest, reply: FastifyReply): void => {
    reply.header('vary', 'Origin');
    if (!comesFromProvider(request, provider.origin)) throw new Problem(403, 'not the provider’s page');
    reply.header('access-control-allow-origin', provider.origin);
  };

  server.get(PATHS.status, { config: { api: true }, exposeHeadRoute: false }, async (request, reply) => {
    admit(request, reply);
    return reply.send(statusOf(await desk.look()));
  });

  server.options(PATHS.status, { config: { api: true } }, async (request, reply) => {
    admit(request, reply);
    reply.header('access-control-allow-methods', 'GET');
    if (request.headers['access-control-request-private-network'] === 'true')
      reply.header('access-control-allow-private-network', 'true');
    return reply.code(204).send();
  });
}

const statusOf = (sight: Sight): SoftwareCieStatus => ({
  readers: 'readers' in sight ? sight.readers.length : 0,
  card: sight.seen === 'identity-card',
});
