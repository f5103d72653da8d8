import type { FastifyInstance } from 'fastify';
import type { SoftwareCieDeps } from '../deps.ts';
import { diagnose, diagnoseCard } from '../diagnosis.ts';
import { DiagnosisPage } from '../pages/diagnosis-page.tsx';
import { HomePage } from '../pages/home-page.tsx';
import { PATHS } from '../paths.ts';
import { textIn } from '../secret-form.ts';

/** Set after a removal, for the one page that says so. */
const REMOVED = 'removed';

/** Home, diagnosis, the removal of a pairing, and the wake-ups of all pages. */
export function ownRoutes(server: FastifyInstance, deps: SoftwareCieDeps): void {
  const { desk, pairings, clock } = deps;

  server.get(PATHS.home, async (_request, reply) => {
    const removed = reply.appCookie(REMOVED) !== undefined;
    if (removed) reply.forgetAppCookie(REMOVED);
    const diagnosis = await diagnoseCard(deps, clock.now());
    return reply.page(<HomePage diagnosis={diagnosis} pairings={pairings.all} removed={removed} />);
  });

  server.get(PATHS.diagnosis, async (_request, reply) =>
    reply.page(<DiagnosisPage diagnosis={await diagnose(deps, clock.now())} />),
  );

  server.get(PATHS.events, { exposeHeadRoute: false }, async (_request, reply) => reply.wakeUps(desk.watch));

  server.post(PATHS.remove, async (request, reply) => {
    await pairings.forget(textIn(request.body, 'nis'));
    return reply.setAppCookie(REMOVED, '1').redirect(PATHS.home, 303);
  });
}
