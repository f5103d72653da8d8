import { keepActivation } from '@tessera/activation';
import type { FastifyInstance } from 'fastify';
import type { ActivationDeps } from './deps.ts';
import { MORE_TIME_PATH } from './paths.ts';
import { currentActivation, goOn } from './step-routes.tsx';

/** The button beside the time limit: half an hour more, twelve hours in all, and back to the step in hand. */
export function moreTimeRoute(server: FastifyInstance, deps: ActivationDeps): void {
  server.post(MORE_TIME_PATH, async (_request, reply) => {
    const activation = await currentActivation(deps, reply);
    if (activation !== null) await keepActivation(deps.ground, activation);
    return goOn(deps, reply);
  });
}
