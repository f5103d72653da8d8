import { tables } from '@tessera/activation/testing';
import { agreed, type OidcServer, openOidcServer } from '@tessera/idp/testing';
import { registerRelyingParty } from '@tessera/oidc';
import { openTestbed, type Testbed } from '@tessera/testbed';
import { createRobotCheck, createWebServer, migrations as robotTables } from '@tessera/web';
import type { Visitor } from '@tessera/web/testing';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { activationRoutes, openCardSignIn } from '../index.ts';
import { settingsAt } from './wizard-server.ts';

/** The wizard, beside an identity provider whose logins end as a test says. */
export interface CardWizard {
  readonly bed: Testbed;
  readonly idp: OidcServer;
  readonly server: FastifyInstance;
  readonly bugs: readonly unknown[];
  close(): Promise<void>;
}

export async function cardWizard(origin = 'http://localhost:4001'): Promise<CardWizard> {
  const bed = await openTestbed('sqlite', { migrations: [...tables, ...robotTables] });
  const idp = await openOidcServer();
  const settings = { ...settingsAt(origin), addresses: { idp: idp.issuer, idpCardTls: 'https://localhost:4443' } };
  const bugs: unknown[] = [];
  const name = { it: 'Carta', en: 'Card', de: 'Karte' };
  const server = await createWebServer({
    name: 'portal',
    site: { name },
    settings,
    ground: bed,
    onBug: (error) => bugs.push(error),
  });
  const robot = createRobotCheck(bed, { rounds: 1 });
  robot.addTo(server);
  const card = await openCardSignIn(bed, settings, {
    register: (registration) => registerRelyingParty(idp.testbed, registration, { sandbox: true }),
  });
  activationRoutes(server, { ground: bed, settings, robot, card });
  return {
    bed,
    idp,
    server,
    bugs,
    close: async () => {
      await server.close();
      await idp.close();
      await bed.close();
    },
  };
}

/** The provider's login ends with this citizen's card read and the tax code released. */
export function cardIsRead({ idp }: CardWizard, fiscalCode: string, level: 2 | 3 = 3): void {
  idp.loginEnds = () =>
    agreed(idp.testbed.clock.now(), {
      level,
      methods: level === 3 ? ['card-signature'] : ['password', 'sms-code'],
      released: { fiscalCode },
    });
}

/** Presses "Entra con CIE" and lets the provider answer: the address that the browser comes back to. */
export async function toProviderAndBack(browser: Visitor): Promise<string> {
  await browser.get('/attivazione');
  const sent = await browser.post('/attivazione/carta');
  const answer = await fetch(String(sent.headers['location']), { redirect: 'manual' });
  const back = new URL(answer.headers.get('location') ?? '');
  return back.pathname + back.search;
}

export const enterWithCard = async (browser: Visitor): Promise<LightMyRequestResponse> =>
  browser.get(await toProviderAndBack(browser));
