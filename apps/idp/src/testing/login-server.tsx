import type { AuthenticationRequest, LoginResult } from '@tessera/assurance';
import { DAY } from '@tessera/base';
import { quickHashing, requestFor } from '@tessera/login/testing';
import type { Testbed } from '@tessera/testbed';
import { type AppSettings, createWebServer } from '@tessera/web';
import type { FastifyInstance } from 'fastify';
import { AccessesPage } from '../accesses/accesses-page.tsx';
import { accessesProtocol } from '../accesses/accesses-protocol.ts';
import { accessesRoutes } from '../accesses/accesses-routes.tsx';
import type { Answer, Protocol } from '../bridge.ts';
import { cardEndpoints } from '../card/card-endpoints.ts';
import { type CardOptions, readsCards } from '../card/card-options.ts';
import { HomePage } from '../home-page.tsx';
import { extraScripts } from '../islands/index.ts';
import { type LoginDeps, loginRoutes, logins } from '../login/index.ts';

export const SERVICE = 'https://comune.example.it';

export const settingsAt = (origin: string): AppSettings => ({
  origin,
  addresses: { portal: 'https://portale.example.it', idp: origin },
  authorityName: 'Ministero di Fantasia',
  helpDesk: {
    phone: '800000000',
    hours: { it: 'lunedì-venerdì, 8-18', en: 'Monday to Friday, 8-18', de: 'Montag bis Freitag, 8-18' },
  },
  sandbox: true,
});

/** The login pages with a protocol that writes down what it is told, and that tests ask for logins. */
export interface LoginServer {
  readonly server: FastifyInstance;
  /** How each login ended, in order. */
  readonly told: readonly LoginResult[];
  /** An address that begins a login for this request. */
  ask(changes?: Partial<AuthenticationRequest>): string;
  /** How services are answered from now on. */
  answerBy(kind: Answer['kind']): void;
  /** Errors that were answered with 500. */
  readonly bugs: readonly unknown[];
}

export async function openLoginServer(
  bed: Testbed,
  {
    origin = 'http://localhost:4002',
    service = SERVICE,
    card,
  }: { origin?: string; service?: string; card?: CardOptions } = {},
): Promise<LoginServer> {
  const told: LoginResult[] = [];
  const asked: AuthenticationRequest[] = [];
  const bugs: unknown[] = [];
  let kind: Answer['kind'] = 'redirect';
  const protocol: Protocol = {
    answer: async (_sql, id, result) => {
      told.push(result);
      const fields = { answer: id, outcome: result.outcome };
      return kind === 'form-post'
        ? { kind, action: `${service}/cb`, fields }
        : { kind, url: `${service}/cb?${new URLSearchParams(fields)}` };
    },
  };
  const settings = settingsAt(origin);
  const server = await createWebServer({
    name: 'idp',
    site: { name: { it: 'Entra con CIE', en: 'Entra con CIE', de: 'Entra con CIE' } },
    settings,
    ground: bed,
    extraScripts,
    onBug: (error) => bugs.push(error),
  });
  const deps: LoginDeps = {
    ground: bed,
    settings,
    protocols: { oidc: protocol, accesses: accessesProtocol },
    hashing: quickHashing,
    card,
  };
  server.get('/', async (_request, reply) => reply.page(<HomePage />));
  loginRoutes(server, deps);
  if (readsCards(card)) cardEndpoints(server, { ground: bed, origin, card });
  accessesRoutes(server, deps, logins(deps));
  server.get<{ Params: { number: string } }>('/ask/:number', async (request, reply) => {
    const one = asked[Number(request.params.number)];
    if (one === undefined) throw new Error('nobody asked that');
    const from = { correlation: { protocol: 'oidc', id: request.params.number }, returnOrigin: service } as const;
    const login = await bed.database.transaction((sql) => logins(deps).begin(sql, reply, one, from));
    return logins(deps).lead(request, reply, login);
  });
  server.get('/sample-of-permissions', async (_request, reply) => {
    const grantedAt = bed.clock.now();
    const grant = { clientId: service, grantedAt, until: grantedAt + 365 * DAY };
    const names = ['Comune di Esempio', 'Azienda sanitaria di Esempio'];
    const grants = names.map((displayName, i) => ({ ...grant, id: `${i}`, displayName }));
    return reply.page(<AccessesPage grants={grants} />);
  });
  return {
    server,
    told,
    bugs,
    ask: (changes) => `/ask/${asked.push(requestFor(changes)) - 1}`,
    answerBy: (wanted) => {
      kind = wanted;
    },
  };
}
