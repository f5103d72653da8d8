import { finishActivation } from '@tessera/activation';
import { readForm } from '@tessera/web';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ConfigurePage } from './configure-page.tsx';
import type { ActivationDeps } from './deps.ts';
import { goOn, showStep, takeStep } from './step-routes.tsx';
import { texts } from './texts.ts';
import { stepPage } from './time-limit.tsx';

const ConfigureForm = z.object({ secondFactor: z.enum(['app', 'sms'], 'choiceMissing') });

/** Step 3, which switches the credentials on. Whatever comes of it has a page of its own. */
export function configureRoute(server: FastifyInstance, deps: ActivationDeps): void {
  showStep(server, deps, 'second-factor', (activation, _request, reply) =>
    stepPage(reply, activation, <ConfigurePage />),
  );

  takeStep(server, deps, 'second-factor', async (activation, request, reply) => {
    const read = readForm(ConfigureForm, request.body, texts(request.language));
    if (read.outcome === 'invalid')
      return stepPage(reply.code(422), activation, <ConfigurePage errors={read.errors} />);
    await finishActivation(deps.ground, activation, read.value.secondFactor);
    return goOn(deps, reply);
  });
}
