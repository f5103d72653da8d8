import type { FastifyInstance } from 'fastify';
import { renderSVG } from 'uqr';
import { AppPage } from './app-page.tsx';
import type { ActivationDeps } from './deps.ts';
import { APP_PATH, APP_QR_PATH } from './paths.ts';
import { RefusedPage } from './refused-page.tsx';
import { showStep } from './step-routes.tsx';
import { SummaryPage } from './summary-pages.tsx';

/** Where an activation ends: step 4, or the reason why not. Both stay there on reload until the activation is forgotten. */
export function summaryRoute(server: FastifyInstance, deps: ActivationDeps): void {
  const { origin, addresses } = deps.settings;
  const app = addresses['cieid'] ?? null;
  const appAddress = app ?? `${origin}${APP_PATH}`;
  const qrCode = renderSVG(appAddress, { border: 2 });

  showStep(server, deps, 'finished', ({ state }, _request, reply) =>
    reply.page(<SummaryPage finished={state} appAddress={appAddress} />),
  );
  showStep(server, deps, 'refused', ({ state }, _request, reply) =>
    reply.page(<RefusedPage obstacle={state.obstacle} />),
  );

  server.get(APP_PATH, (_request, reply) => reply.page(<AppPage appAddress={app} />));
  server.get(APP_QR_PATH, (_request, reply) => reply.type('image/svg+xml').send(qrCode));
}
