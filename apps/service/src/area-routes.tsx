import type { FastifyInstance } from 'fastify';
import { closeSession, type ServiceDeps, signedIn } from './deps.ts';
import { AreaPage } from './pages/area-page.tsx';
import { SignedOutPage } from './pages/signed-out-page.tsx';

/** What only a citizen who has signed in may see (SVC-04). */
export function areaRoutes(server: FastifyInstance, deps: ServiceDeps): void {
  server.get('/area-personale', async (_request, reply) => {
    const signIn = signedIn(deps, reply);
    return signIn === null ? reply.redirect('/accedi', 303) : reply.page(<AreaPage signIn={signIn} />);
  });

  server.post('/esci', async (_request, reply) => {
    const signIn = signedIn(deps, reply);
    closeSession(deps, reply);
    // The profile obliges the service to end the access token; the citizen is out here whatever the provider says.
    if (signIn !== null) await deps.service.end(signIn);
    return reply.redirect('/uscita', 303);
  });

  server.get('/uscita', async (_request, reply) => {
    // Nothing of what was shown stays in the browser (T-PRV-08).
    reply.header('clear-site-data', '"cache", "storage"');
    return reply.page(<SignedOutPage />);
  });
}
