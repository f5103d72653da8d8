import { civilDateAt, type Ground } from '@tessera/base';
import type { PasswordHashing } from '@tessera/credentials';
import { meansStand } from '@tessera/login';
import { oidcProtocol, openIdProvider, type SubjectAlive, staticRelyingParties } from '@tessera/oidc';
import { type AppSettings, createWebServer, type WebServerOptions } from '@tessera/web';
import type { FastifyInstance } from 'fastify';
import { accessesProtocol } from './accesses/accesses-protocol.ts';
import { accessesRoutes } from './accesses/accesses-routes.tsx';
import { cardEndpoints } from './card/card-endpoints.ts';
import { type CardOptions, readsCards } from './card/card-options.ts';
import { HomePage } from './home-page.tsx';
import { keepHouse } from './housekeeping.ts';
import { extraScripts } from './islands/index.ts';
import { type LoginDeps, loginRoutes, logins } from './login/index.ts';
import { oidcRoutes } from './routes/oidc.tsx';
import { texts } from './texts/index.ts';

export interface IdpOptions extends Pick<WebServerOptions, 'log' | 'onBug' | 'requestsPerMinute' | 'trustedProxies'> {
  readonly ground: Ground;
  readonly settings: AppSettings;
  /** The provider's name in every token; the origin where it is absent. */
  readonly issuer?: string;
  /** How passwords are compared; argon2id where it is absent. The benchmark measures the house without it. */
  readonly hashing?: PasswordHashing;
  /** How cards are read. Without it, or without a way to read them, level 3 is out of reach and the pages say so. */
  readonly card?: CardOptions;
}

/** The identity provider: login pages, and the protocols that ask for logins. */
export async function createIdp(options: IdpOptions): Promise<FastifyInstance> {
  const { ground, settings, issuer = settings.origin, hashing, card, onBug = () => {} } = options;
  const server = await createWebServer({
    ...options,
    name: 'idp',
    site: { name: { it: texts('it')('siteName'), en: texts('en')('siteName'), de: texts('de')('siteName') } },
    extraScripts,
  });
  const relyingParties = staticRelyingParties(ground, settings);
  server.addHook('onClose', async () => relyingParties.close());
  const provider = openIdProvider({ ground, issuer, relyingParties, subjectAlive: subjectAlive(ground) });
  const protocols = { oidc: oidcProtocol(provider), accesses: accessesProtocol };
  const deps: LoginDeps = { ground, settings, protocols, hashing, card };

  server.get('/', async (_request, reply) => reply.page(<HomePage />));
  loginRoutes(server, deps);
  if (readsCards(card)) cardEndpoints(server, { ground, origin: settings.origin, card });
  accessesRoutes(server, deps, logins(deps));
  oidcRoutes(server, { provider, logins: logins(deps) });
  keepHouse(server, ground, onBug);
  return server;
}

/** What is suspended, recovered or revoked ends whatever rests on it, tokens too (promise 6). */
const subjectAlive =
  ({ clock }: Ground): SubjectAlive =>
  (sql, citizenId, means) =>
    meansStand(sql, { citizenId, means }, civilDateAt(clock.now()));
