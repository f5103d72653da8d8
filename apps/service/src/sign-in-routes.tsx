import type { Language } from '@tessera/base';
import type { Wish } from '@tessera/rp';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { openSession, type ServiceDeps, signedIn } from './deps.ts';
import { FailedPage, NotExpectedPage, RefusedPage } from './pages/sign-in-error-page.tsx';

/** Where the provider sends the citizen back to: the registered redirect address. */
export const CALLBACK_PATH = '/accedi/ritorno';
/** Says why a sign-in failed. An address of its own: reload, Back and the language switch show it again. */
const FAILURE_PATH = '/accedi/esito';

/** "Entra con CIE", there and back. */
export function signInRoutes(server: FastifyInstance, deps: ServiceDeps): void {
  server.post('/accedi/cie', async (request, reply) =>
    sendToProvider(deps, reply, { level: 2, languages: [request.language] }),
  );

  server.get(CALLBACK_PATH, async (request: FastifyRequest, reply) => {
    const answer = new URLSearchParams(request.query as Record<string, string>);
    const pending = deps.sessions.take(reply.browser(), answer.get('state') ?? '');
    if (pending === null) {
      // A reload or the back button after all went well: the answer is spent, and the citizen is in.
      if (signedIn(deps, reply) !== null) return reply.redirect('/area-personale', 303);
      return reply.code(400).page(<NotExpectedPage />);
    }
    const result = await deps.service.finish(answer, pending);
    if (result.outcome !== 'signed-in') {
      deps.sessions.fail(reply.browser(), result);
      return reply.redirect(FAILURE_PATH, 303);
    }
    openSession(deps, reply, result);
    return reply.redirect('/area-personale', 303);
  });

  server.get(FAILURE_PATH, async (_request, reply) => {
    const failure = deps.sessions.failureOf(reply.browser());
    switch (failure?.outcome) {
      case undefined:
        return reply.redirect('/accedi', 303);
      case 'refused':
        return reply.page(<RefusedPage refused={failure} />);
      case 'failed':
        return reply.code(502).page(<FailedPage code={failure.code} message={failure.message} />);
    }
  });
}

/** Sends the browser to the provider with a fresh request. */
export async function sendToProvider(
  { service, sessions }: ServiceDeps,
  reply: FastifyReply,
  wish: Wish & { readonly languages: readonly Language[] },
): Promise<FastifyReply> {
  const pending = await service.begin(wish);
  if (pending === null) return reply.code(502).page(<FailedPage code="UNREACHABLE" message="" />);
  sessions.expect(reply.browser(), pending);
  return reply.redirect(pending.address, 303);
}
