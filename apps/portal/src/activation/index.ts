import type { FastifyInstance } from 'fastify';
import { cardRoute } from './card-route.tsx';
import { configureRoute } from './configure-route.tsx';
import { dataRoute } from './data-route.tsx';
import type { ActivationDeps } from './deps.ts';
import { digitsRoute } from './digits-route.tsx';
import { emailRoute } from './email-route.tsx';
import { moreTimeRoute } from './more-time-route.ts';
import { passwordRoute } from './password-route.tsx';
import { phoneRoute } from './phone-route.tsx';
import { summaryRoute } from './summary-route.tsx';

export { type CardSignInOptions, openCardSignIn, type PortalRegistration } from './card-sign-in.ts';
export type { ActivationDeps } from './deps.ts';
export { APP_PATH, START_PATH } from './paths.ts';

/** The activation wizard (`requirements.md` A4), in the order in which a citizen walks it. */
export function activationRoutes(server: FastifyInstance, deps: ActivationDeps): void {
  dataRoute(server, deps);
  if (deps.card !== null) cardRoute(server, deps, deps.card);
  digitsRoute(server, deps);
  phoneRoute(server, deps);
  emailRoute(server, deps);
  passwordRoute(server, deps);
  configureRoute(server, deps);
  summaryRoute(server, deps);
  moreTimeRoute(server, deps);
}
