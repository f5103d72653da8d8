import { fileURLToPath } from 'node:url';
import type { Ground } from '@tessera/base';
import { mayUse, type PasswordHashing } from '@tessera/credentials';
import { oidcProtocol, openIdProvider, type SubjectAlive, staticRelyingParties } from '@tessera/oidc';
import { type AppSettings, createWebServer, type WebServerOptions } from '@tessera/web';
import type { FastifyInstance } from 'fastify';
import { accessesProtocol } from './accesses/accesses-protocol.ts';
import { accessesRoutes } from './accesses/accesses-routes.tsx';
import { HomePage } from './home-page.tsx';
import { keepHouse } from './housekeeping.ts';
import { beginLogin, type LoginDeps, loginRoutes } from './login/index.ts';
import { oidcRoutes } from './routes/oidc.tsx';
import { texts } from './texts/index.ts';

export interface IdpOptions extends Pick<WebServerOptions, 'log' | 'onBug' | 'requestsPerMinute' | 'trustedProxies'> {
  readonly ground: Ground;
  readonly settings: AppSettings;
  /** The provider's name in every token; the origin where it is absent. */
  readonly issuer?: string;
  /** How passwords are compared; argon2id where it is absent. The benchmark measures the house without it. */
  readonly hashing?: PasswordHashing;
}

/** The identity provider: login pages, and the protocols that ask for logins. */
export async function createIdp(options: IdpOptions): Promise<FastifyInstance> {
  const { ground, settings, issuer = settings.origin, hashing, onBug = () => {} } = options;
  const server = await createWebServer({
    ...options,
    name: 'idp',
    site: { name: { it: texts('it')('siteName'), en: texts('en')('siteName'), de: texts('de')('siteName') } },
    extraScripts: { 'send-on': fileURLToPath(new URL('./islands/send-on.ts', import.meta.url)) },
  });
  const relyingParties = staticRelyingParties(ground, settings);
  server.addHook('onClose', async () => relyingParties.close());
  const provider = openIdProvider({ ground, issuer, relyingParties, subjectAlive });
  const protocols = { oidc: oidcProtocol(provider), accesses: accessesProtocol };
  const deps: LoginDeps = { ground, settings, protocols, hashing };

  server.get('/', async (_request, reply) => reply.page(<HomePage />));
  loginRoutes(server, deps);
  accessesRoutes(server, deps, beginLogin(deps));
  oidcRoutes(server, { provider, beginLogin: beginLogin(deps) });
  keepHouse(server, ground, onBug);
  return server;
}

/** What is suspended or recovered ends whatever rests on it, tokens too (promise 6). */
const subjectAlive: SubjectAlive = (sql, subject, means) => mayUse(sql, subject, Number(means));
