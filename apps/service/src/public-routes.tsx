import type { FastifyInstance } from 'fastify';
import { type ServiceDeps, signedIn } from './deps.ts';
import { AccessPage } from './pages/access-page.tsx';
import { EntraPage } from './pages/entra-page.tsx';
import { HomePage } from './pages/home-page.tsx';

/** What everybody may see (SVC-01, SVC-02). */
export function publicRoutes(server: FastifyInstance, deps: ServiceDeps): void {
  const { origin: provider } = new URL(deps.identity.issuer);
  server.get('/', async (_request, reply) => reply.page(<HomePage signedIn={signedIn(deps, reply) !== null} />));
  server.get('/accedi', async (_request, reply) => reply.page(<AccessPage />));
  // Its form ends at the provider's pages, through a redirect: Chromium asks the policy about that too.
  server.get('/accedi/identita-digitale', async (_request, reply) =>
    reply.page(<EntraPage />, { formAction: [provider] }),
  );
}
