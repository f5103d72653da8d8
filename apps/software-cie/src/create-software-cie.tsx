import type { Clock, Random } from '@tessera/base';
import type { Terminal } from '@tessera/card-client';
import type { CardPrimitives } from '@tessera/ias';
import type { ReaderSource } from '@tessera/readers';
import { type AppSettings, createWebServer, type WebServerOptions } from '@tessera/web';
import type { FastifyInstance } from 'fastify';
import { accessRequests } from './access/requests.ts';
import { openDesk } from './card/desk.ts';
import type { SoftwareCieDeps } from './deps.ts';
import { answerToOwnNameAlone } from './own-doors.ts';
import { openPairings } from './pairing/pairings.ts';
import { perStartKeys } from './per-start-keys.ts';
import { type ProviderSettings, providerAt } from './provider/provider.ts';
import { accessRoutes } from './routes/access-routes.tsx';
import { codeRoutes } from './routes/code-routes.tsx';
import { ownRoutes } from './routes/own-routes.tsx';
import { statusRoute } from './routes/status-route.ts';
import { readFormsWithSecrets } from './secret-form.ts';
import { texts } from './texts/index.ts';

export interface SoftwareCieOptions extends Pick<WebServerOptions, 'log' | 'onBug'> {
  /** Its origin is a loopback address with a port; listen there and nowhere else. */
  readonly settings: AppSettings;
  readonly readers: ReaderSource;
  /** Who this program is to cards. */
  readonly terminal: Terminal;
  readonly primitives: CardPrimitives;
  /** The one identity provider that it serves. */
  readonly provider: ProviderSettings;
  /** Where pairings are kept: of this user alone. */
  readonly folder: string;
  readonly clock: Clock;
  readonly random: Random;
}

/** Software CIE: the reader on one side, the citizen's own browser on loopback on the other (UNL-02, INF-08). */
export async function createSoftwareCie(options: SoftwareCieOptions): Promise<FastifyInstance> {
  const { settings, readers, terminal, primitives, folder, clock, random, ...web } = options;
  refuseOtherThanLoopback(settings.origin);
  const deps: SoftwareCieDeps = {
    desk: openDesk(readers, terminal, primitives),
    pairings: await openPairings(folder, random),
    provider: providerAt({ tellsTime: !settings.sandbox, ...options.provider }, clock),
    requests: accessRequests({ clock, random }),
    clock,
    random,
  };
  const name = texts('it')('siteName');
  const server = await createWebServer({
    ...(web.log === undefined ? {} : { log: web.log }),
    ...(web.onBug === undefined ? {} : { onBug: web.onBug }),
    name: 'software-cie',
    site: { name: { it: name, en: name, de: name } },
    settings,
    ground: { clock, random, keys: perStartKeys(random) },
  });
  answerToOwnNameAlone(server, settings.origin);
  readFormsWithSecrets(server);
  ownRoutes(server, deps);
  codeRoutes(server, deps);
  accessRoutes(server, deps);
  statusRoute(server, deps);
  // While it runs, changes are heard: what was seen once stays true until then.
  const stop = deps.desk.watch(() => undefined);
  server.addHook('onClose', async () => stop());
  return server;
}

/** Throws a RangeError: on any other address the whole network could ask for a signature. */
function refuseOtherThanLoopback(origin: string): void {
  const { hostname, protocol } = new URL(origin);
  const isLoopback = hostname === '127.0.0.1' || hostname === 'localhost';
  if (!isLoopback || protocol !== 'http:') throw new RangeError('Software CIE listens on loopback alone');
}
