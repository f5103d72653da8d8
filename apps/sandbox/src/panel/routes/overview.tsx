import { allRelyingParties } from '@tessera/oidc';
import type { FastifyInstance } from 'fastify';
import type { ApiCall } from '../../api/api-call.ts';
import type { Panel } from '../control-panel.ts';
import { ApiPage } from '../pages/api-page.tsx';
import { EventsPage } from '../pages/events-page.tsx';
import { OverviewPage } from '../pages/overview-page.tsx';
import { ResetPage } from '../pages/reset-page.tsx';
import { ServicesPage } from '../pages/services-page.tsx';
import { namesOf, ownersOf } from '../who-is-who.ts';

const ACTS_SHOWN = 10;
const MESSAGES_SHOWN = 3;

/** The first page, and those that only show something. */
export function overviewRoutes(server: FastifyInstance, panel: Panel, calls: readonly ApiCall[]): void {
  const { sandbox, events } = panel;
  const { about, addresses, inbox, clock, faults } = sandbox;

  server.get('/', async (_request, reply) => {
    const [health, acts, everybody, messages] = await Promise.all([
      sandbox.health(),
      events.latest(),
      sandbox.everybody(),
      inbox.list(),
    ]);
    return reply.page(
      <OverviewPage
        about={about}
        addresses={addresses}
        health={health}
        clock={{ now: clock.now(), frozen: clock.state.frozenAt !== null }}
        broken={faults.list().length}
        acts={acts.slice(0, ACTS_SHOWN)}
        messages={messages.slice(-MESSAGES_SHOWN).reverse()}
        names={namesOf(everybody)}
        owners={ownersOf(everybody)}
      />,
    );
  });

  server.get('/events', async (_request, reply) => {
    const [acts, everybody] = await Promise.all([events.latest(), sandbox.everybody()]);
    return reply.page(<EventsPage about={about} acts={acts} names={namesOf(everybody)} />);
  });

  server.get('/services', async (_request, reply) => {
    const services = await allRelyingParties(sandbox.ground.database);
    return reply.page(<ServicesPage about={about} services={services} issuer={addresses['idp'] ?? ''} />);
  });

  server.get('/api', async (_request, reply) => {
    return reply.page(<ApiPage about={about} calls={calls} base={`${addresses['controlPanel']}/api/v1`} />);
  });

  server.get('/reset', async (_request, reply) => reply.page(<ResetPage about={about} />));

  server.post('/reset', async (_request, reply) => {
    await sandbox.reset();
    return reply.redirect('/', 303);
  });
}
