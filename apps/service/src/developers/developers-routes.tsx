import { readForm } from '@tessera/web';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ServiceRegistration } from '../create-service.tsx';
import { type ServiceDeps, signedIn } from '../deps.ts';
import { sendToProvider } from '../sign-in-routes.tsx';
import { texts } from '../texts/index.ts';
import { DevelopersPage } from './developers-page.tsx';
import { keptRules } from './kept-rules.ts';

/** A box: browsers send `on`, and nothing for an empty one. Anything else is no tick. */
const ticked = z.string().transform((value) => value === 'on');

const WishForm = z.object({
  level: z.enum(['1', '2', '3'], { error: 'levelMissing' }).transform((level) => Number(level) as 1 | 2 | 3),
  fresh: ticked,
  offline: ticked,
});

/** For those who build services: ask for what you like, and see every message of your own sign-in. */
export function developersRoutes(server: FastifyInstance, deps: ServiceDeps, registration: ServiceRegistration): void {
  const origins = { formAction: [new URL(deps.identity.issuer).origin] };

  server.get('/sviluppatori', async (_request, reply) => {
    const signIn = signedIn(deps, reply);
    const rules = signIn === null ? [] : keptRules(signIn, deps.identity);
    return reply.page(<DevelopersPage signIn={signIn} rules={rules} registration={registration} />, origins);
  });

  server.post('/sviluppatori/entra', async (request, reply) => {
    const form = readForm(WishForm, request.body, texts(request.language));
    if (form.outcome === 'invalid') {
      const page = (
        <DevelopersPage signIn={null} rules={[]} registration={registration} errors={form.errors} typed={form.typed} />
      );
      return reply.code(422).page(page, origins);
    }
    return sendToProvider(deps, reply, { ...form.value, languages: [request.language] });
  });

  // What a provider must know of this service, to be handed to whoever registers it.
  server.get('/sviluppatori/metadata.json', { config: { api: true } }, async (_request, reply) =>
    reply.send(registration),
  );
}
