import { Writable } from 'node:stream';
import type { Authentication, AuthenticationRequest, LoginResult } from '@tessera/assurance';
import { migrations, type OpenIdProvider, oidcProtocol, openIdProvider, staticRelyingParties } from '@tessera/oidc';
import { TOPOLINA } from '@tessera/oidc/testing';
import type { ServiceSettings } from '@tessera/rp';
import { openTestbed, type Testbed } from '@tessera/testbed';
import { createWebServer } from '@tessera/web';
import { freePort } from '@tessera/web/testing';
import type { FastifyInstance } from 'fastify';
import type { Answer, Logins } from '../bridge.ts';
import { extraScripts } from '../islands/index.ts';
import { oidcRoutes } from '../routes/oidc.tsx';
import { sendAnswer } from '../routes/send-answer.tsx';
import { type RegisteredService, registeredService } from './registered-service.ts';

/** The provider's routes on a real port, with a scripted login in the place of the pages. */
export interface OidcServer {
  readonly testbed: Testbed;
  readonly provider: OpenIdProvider;
  readonly server: FastifyInstance;
  readonly issuer: string;
  /** How the next logins end; at level 2 with everything agreed, until a test says otherwise. */
  loginEnds: (asked: AuthenticationRequest) => LoginResult;
  /** Opens and registers a service. */
  register(settings?: Partial<ServiceSettings>): Promise<RegisteredService>;
  /** Errors that were answered with 500. */
  readonly bugs: readonly unknown[];
  /** Every line that the server logged. */
  readonly log: readonly string[];
  close(): Promise<void>;
}

export const agreed = (now: number, changes: Partial<Authentication> = {}): LoginResult => ({
  outcome: 'authenticated',
  authentication: {
    subject: 'citizen-1',
    level: 2,
    methods: ['password', 'sms-code'],
    at: now,
    means: '1',
    released: TOPOLINA,
    offlineAccess: false,
    ...changes,
  },
});

export async function openOidcServer(engine: Testbed['engine'] = 'sqlite'): Promise<OidcServer> {
  const testbed = await openTestbed(engine, { migrations });
  const port = await freePort();
  const issuer = `http://localhost:${port}`;
  const provider = openIdProvider({
    ground: testbed,
    issuer,
    relyingParties: staticRelyingParties(testbed, { sandbox: true }),
    subjectAlive: async () => true,
  });
  const bugs: unknown[] = [];
  const log: string[] = [];
  const protocol = oidcProtocol(provider);
  /** Ends as soon as it begins. */
  const logins: Logins<Answer> = {
    begin: (sql, _reply, asked, { correlation }) => protocol.answer(sql, correlation.id, opened.loginEnds(asked)),
    lead: (_request, reply, answer) => sendAnswer(reply, answer),
  };
  const server = await createWebServer({
    name: 'idp',
    site: { name: { it: 'Entra con CIE', en: 'Entra con CIE', de: 'Entra con CIE' } },
    settings: {
      origin: issuer,
      addresses: {},
      authorityName: 'Ministero di Fantasia',
      helpDesk: { phone: '800 000 000', hours: { it: '8-18', en: '8-18', de: '8-18' } },
      sandbox: true,
    },
    ground: testbed,
    extraScripts,
    onBug: (error) => bugs.push(error),
    log: {
      level: 'debug',
      destination: new Writable({ write: (line, _encoding, done) => done(void log.push(String(line))) }),
    },
  });
  oidcRoutes(server, { provider, logins });
  await server.listen({ port, host: '127.0.0.1' });

  const opened: OidcServer = {
    testbed,
    provider,
    server,
    issuer,
    bugs,
    log,
    loginEnds: (asked) =>
      agreed(testbed.clock.now(), { level: asked.minimumLevel, offlineAccess: asked.offlineAccess }),
    register: (settings = {}) => registeredService(testbed, { issuer, ...settings }),
    close: async () => {
      await server.close();
      await testbed.close();
    },
  };
  return opened;
}

/** Follows the address that a service sends the browser to, and returns what the browser brings back. */
export async function browse(address: string): Promise<URLSearchParams> {
  const response = await fetch(address, { redirect: 'manual' });
  const location = response.headers.get('location');
  if (location === null) throw new Error(`no redirect: ${response.status} ${await response.text()}`);
  return new URL(location).searchParams;
}
