import { fileURLToPath } from 'node:url';
import { type AppSettings, createWebServer, type WebServerOptions } from '@tessera/web';
import type { FastifyInstance } from 'fastify';
import { apiRoutes } from '../api/api-routes.ts';
import { apiCalls } from '../api/index.ts';
import { openApiDocument } from '../api/open-api.ts';
import type { Sandbox } from '../sandbox.ts';
import type { EventLog } from '../world/event-log.ts';
import type { Bell } from './bell.ts';
import { clockRoutes } from './routes/clock.tsx';
import { faultRoutes } from './routes/faults.tsx';
import { inboxRoutes } from './routes/inbox.tsx';
import { overviewRoutes } from './routes/overview.tsx';
import { peopleRoutes } from './routes/people.tsx';
import { walletRoutes } from './routes/wallet.tsx';
import { panelTexts } from './texts/index.ts';

/** What the panel's routes lean on. */
export interface Panel {
  readonly sandbox: Sandbox;
  readonly events: EventLog;
  readonly bell: Bell;
}

export interface ControlPanelOptions extends Panel {
  readonly settings: AppSettings;
  readonly ground: WebServerOptions['ground'];
  /** Aborted when the sandbox stops. */
  readonly stopping: AbortSignal;
  readonly onBug: (error: unknown) => void;
}

/** The pages for people and the API for programs, on one origin. */
export async function createControlPanel(options: ControlPanelOptions): Promise<FastifyInstance> {
  const { sandbox, settings, ground, stopping, onBug } = options;
  const server = await createWebServer({
    name: 'panel',
    site: { name: { it: panelTexts('it')('site'), en: panelTexts('en')('site'), de: panelTexts('de')('site') } },
    settings,
    ground,
    extraScripts: { panel: inBrowser('panel.ts'), look: inBrowser('look.css') },
    onBug,
  });
  const calls = apiCalls(sandbox);
  const { origin } = settings;
  await server.register(apiRoutes, {
    prefix: '/api/v1',
    calls,
    document: openApiDocument(calls, origin),
    origin,
    stopping,
    onBug,
  });
  overviewRoutes(server, options, calls);
  peopleRoutes(server, options);
  walletRoutes(server, options);
  inboxRoutes(server, options);
  clockRoutes(server, options);
  faultRoutes(server, options);
  server.get('/live', async (_request, reply) => reply.wakeUps((wake) => options.bell.listen(wake)));
  return server;
}

/** What is built for the browser: vite takes styles as it takes scripts. */
const inBrowser = (file: string): string => fileURLToPath(new URL(`./browser/${file}`, import.meta.url));
