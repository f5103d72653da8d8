import { civilDateAt } from '@tessera/base';
import { Problem, readForm } from '@tessera/web';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { scenarioNamed } from '../../people/scenarios.ts';
import type { Panel } from '../control-panel.ts';
import { PeoplePage } from '../pages/people-page.tsx';

const NewPersonForm = z.object({ scenario: z.string() });

export function peopleRoutes(server: FastifyInstance, { sandbox, bell }: Panel): void {
  const { about, clock } = sandbox;

  server.get('/people', async (_request, reply) => {
    const everybody = (await sandbox.everybody()).reverse();
    return reply.page(<PeoplePage about={about} people={everybody} today={civilDateAt(clock.now())} />);
  });

  server.post('/people', async (request, reply) => {
    const { typed } = readForm(NewPersonForm, request.body, String);
    const scenario = scenarioNamed(typed['scenario'] ?? '');
    if (scenario === null) throw new Problem(400, 'a scenario that is not in the list');
    const { number } = await sandbox.makePersonFor(scenario);
    bell.ring();
    return reply.redirect(`/people#person-${number}`, 303);
  });
}
