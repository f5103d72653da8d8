import { civilDateAt } from '@tessera/base';
import { Problem, readForm } from '@tessera/web';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { passwordInHand } from '../../people/password-in-hand.ts';
import { scenarioNamed } from '../../people/scenarios.ts';
import type { Panel } from '../control-panel.ts';
import { PeoplePage } from '../pages/people-page.tsx';

const NewPersonForm = z.object({ scenario: z.string() });

export function peopleRoutes(server: FastifyInstance, { sandbox, bell }: Panel): void {
  const { about, clock } = sandbox;

  server.get('/people', async (_request, reply) => {
    const residents = (await sandbox.everybody()).reverse();
    const people = residents.map(async (resident) => ({
      resident,
      password: passwordInHand(resident.password, await sandbox.credentialsOf(resident.citizenId)),
    }));
    return reply.page(<PeoplePage about={about} people={await Promise.all(people)} today={civilDateAt(clock.now())} />);
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
