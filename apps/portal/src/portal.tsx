import type { Ground } from '@tessera/base';
import { type AppSettings, createRobotCheck, createWebServer, type WebServerOptions } from '@tessera/web';
import type { FastifyInstance } from 'fastify';
import { activationRoutes, type CardSignInOptions, openCardSignIn } from './activation/index.ts';
import { ArticlePage } from './articles/article-page.tsx';
import { ARTICLES } from './articles/index.ts';
import { ActivatePage } from './pages/activate-page.tsx';
import { HelpPage } from './pages/help-page.tsx';
import { HomePage } from './pages/home-page.tsx';
import { NewsPage } from './pages/news-page.tsx';
import { type RegisteredService, ServicesPage } from './pages/services-page.tsx';
import { recoveryRoutes } from './recovery/recovery-routes.tsx';
import { portalTexts } from './texts/index.ts';

export interface PortalOptions
  extends Pick<WebServerOptions, 'log' | 'onBug' | 'requestsPerMinute' | 'trustedProxies'> {
  readonly ground: Ground;
  readonly settings: AppSettings;
  /** The services that offer "Entra con CIE", as they are now. */
  readonly services: () => Promise<readonly RegisteredService[]>;
  /** Where accessibility problems are reported: an e-mail address. */
  readonly feedback: string;
  /** How the identity provider knows the portal, for citizens who begin with their card; they cannot where it is absent. */
  readonly cardSignIn?: CardSignInOptions;
  /** Rounds of the robot check's work; the product's own where it is absent. */
  readonly robotRounds?: number;
}

/** The portal: public site, activation, recovery of the password. */
export async function createPortal(options: PortalOptions): Promise<FastifyInstance> {
  const { ground, settings, services, feedback, cardSignIn, robotRounds, ...web } = options;
  const card = cardSignIn === undefined ? null : await openCardSignIn(ground, settings, cardSignIn);
  const server = await createWebServer({
    ...web,
    name: 'portal',
    site: {
      name: { it: portalTexts('it')('siteName'), en: portalTexts('en')('siteName'), de: portalTexts('de')('siteName') },
    },
    settings,
    ground,
  });
  const robot = createRobotCheck(ground, robotRounds === undefined ? {} : { rounds: robotRounds });
  robot.addTo(server);

  server.get('/', (_request, reply) => reply.page(<HomePage />));
  server.get('/attiva', (_request, reply) => reply.page(<ActivatePage />));
  server.get('/info-utili', (_request, reply) => reply.page(<HelpPage />));
  server.get('/notizie', (_request, reply) => reply.page(<NewsPage />));
  server.get('/servizi', async (_request, reply) => reply.page(<ServicesPage services={await services()} />));
  for (const article of ARTICLES) {
    server.get(article.path, (_request, reply) => reply.page(<ArticlePage article={article} feedback={feedback} />));
  }
  activationRoutes(server, { ground, settings, robot, card });
  recoveryRoutes(server, { ground, settings, robot });
  return server;
}
