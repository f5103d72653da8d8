import type { Ground } from '@tessera/base';
import { type CardAuthorityPki, openCardAuthority } from '@tessera/pki';
import { type AppSettings, createWebServer, type WebServerOptions } from '@tessera/web';
import type { FastifyInstance } from 'fastify';
import { HomePage } from './pages/home-page.tsx';
import { paperRoutes } from './paper-routes.ts';
import { statusRoutes } from './status-routes.ts';
import { SITE_NAME } from './texts/index.ts';
import { thumbprint } from './thumbprint.ts';

export interface AuthorityOptions
  extends Pick<WebServerOptions, 'log' | 'onBug' | 'requestsPerMinute' | 'trustedProxies'> {
  readonly ground: Ground;
  readonly settings: AppSettings;
  /** The authority at work; opened on this ground where it is absent. */
  readonly authority?: CardAuthorityPki;
}

/** The card authority's door: its certificates, its revocation lists, and whoever answers for a certificate (RFC 5280, RFC 6960). */
export async function createAuthority(options: AuthorityOptions): Promise<FastifyInstance> {
  const {
    ground,
    settings,
    authority = await openCardAuthority(ground, { addresses: { origin: settings.origin } }),
    ...web
  } = options;
  const server = await createWebServer({ ...web, name: 'authority', site: { name: SITE_NAME }, settings, ground });
  server.get('/', async (_request, reply) => {
    const keys = await authority.issuingKeys();
    const issuing = keys.map(async ({ papers, certificate }) => ({
      papers,
      thumbprint: await thumbprint(certificate),
    }));
    const root = await thumbprint(await authority.certificateOf('root'));
    return reply.page(<HomePage root={root} issuing={await Promise.all(issuing)} />);
  });
  paperRoutes(server, authority);
  statusRoutes(server, authority);
  return server;
}
