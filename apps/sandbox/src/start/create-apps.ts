import type { WebServerOptions } from '@tessera/web';
import type { FastifyInstance } from 'fastify';
import { Bell } from '../panel/bell.ts';
import { createControlPanel } from '../panel/control-panel.ts';
import type { CountryParts, RunningCountry } from '../running-country.ts';
import { walletReader } from '../wallet/wallet-reader.ts';
import { appSettings } from './app-settings.ts';
import { COUNTRY_APPS } from './country-apps.ts';
import type { Teardown } from './teardown.ts';

export interface Supervision {
  readonly stopping: AbortSignal;
  readonly log: Pick<WebServerOptions, 'log'>;
  readonly onBug: (error: unknown) => void;
}

/** The control panel and the product's apps, by name. */
export async function createApps(
  country: RunningCountry,
  parts: CountryParts,
  { stopping, onBug, log }: Supervision,
  teardown: Teardown,
): Promise<Map<string, FastifyInstance>> {
  const { foundation, about, addresses, services, wallet, cardWorks, primitives, doorCertificate, events } = parts;
  const { ground } = foundation;
  const apps = new Map<string, FastifyInstance>();
  const add = (name: string, app: FastifyInstance) => {
    teardown.add(() => app.close());
    apps.set(name, app);
  };
  const settings = appSettings('controlPanel', addresses);
  const bell = bellFor(parts);
  add('controlPanel', await createControlPanel({ sandbox: country, events, bell, settings, ground, stopping, onBug }));
  const register = services.register.bind(services);
  const surroundings = {
    ground,
    register,
    cardWorks,
    readers: walletReader(wallet, foundation.faults),
    primitives,
    doorCertificate,
    dataFolder: about.dataFolder,
    onBug,
    ...log,
  };
  for (const { name, create } of COUNTRY_APPS) {
    add(name, await create({ ...surroundings, settings: appSettings(name, addresses) }));
  }
  return apps;
}

/**
 * Rings for the panel's readers: at once for messages and cards that are moved, soon for what cards are told, within a second for
 * everything in the audit trail.
 */
function bellFor({ events, inbox, wallet }: CountryParts): Bell {
  let last: unknown;
  const bell = new Bell(async () => {
    const [newest] = await events.latest();
    const changed = newest !== last;
    last = newest;
    return changed;
  });
  inbox.onArrival(bell.ring);
  wallet.onMove(bell.ring);
  wallet.onWord(bell.ringSoon);
  return bell;
}
