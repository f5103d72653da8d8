import { engineOf } from '@tessera/storage';
import type { WebServerOptions } from '@tessera/web';
import type { FastifyInstance } from 'fastify';
import { failingDatabase } from '../faults/failing-database.ts';
import { Bell } from '../panel/bell.ts';
import { createControlPanel } from '../panel/control-panel.ts';
import { People } from '../people/people.ts';
import { type CountryParts, RunningCountry } from '../running-country.ts';
import type { About, Sandbox } from '../sandbox.ts';
import { EventLog } from '../world/event-log.ts';
import { Inbox } from '../world/inbox.ts';
import { appSettings } from './app-settings.ts';
import { COUNTRY_APPS } from './country-apps.ts';
import { takeDataFolder } from './data-folder.ts';
import { type Foundation, layFoundation } from './foundation.ts';
import { bringUpToDate, clearCountry, settleCountry, surveyCountry } from './new-country.ts';
import { OwnServices } from './own-services.ts';
import { type ReservedPort, reservePort } from './ports.ts';
import { PostOffice } from './post-office.ts';
import { Teardown } from './teardown.ts';

export interface SandboxOptions {
  /** Of the control panel; the apps take the ports after it. 0 takes free ports anywhere. */
  readonly port: number;
  readonly dataFolder: string;
  /** Absent or null: SQLite in the data folder. */
  readonly databaseUrl?: string | null;
  /** Absent or null: that of the data, or 1. */
  readonly seed?: number | null;
  readonly fresh?: boolean;
  /** Where the product's apps write their logs, as in production; they write none where it is absent. */
  readonly log?: NonNullable<WebServerOptions['log']>;
  /** Hears each error that nobody expected; they go to standard error where it is absent. */
  readonly onBug?: (error: unknown) => void;
}

export interface RunningSandbox extends Sandbox {
  /** Ports that were wanted and belong to somebody else. */
  readonly busyPorts: readonly number[];
  /** Finishes what was begun and closes everything; data stay. */
  stop(): Promise<void>;
}

/** A part did not answer as it should once everything was started. */
export class NotReady extends Error {
  override readonly name = 'NotReady';
}

/**
 * Starts the whole country in this process; when this resolves, everything answers.
 *
 * Throws FolderInUse, NotThisCountry, NoFreePort and NotReady, whose messages are meant for people.
 */
export async function startSandbox(options: SandboxOptions): Promise<RunningSandbox> {
  const teardown = new Teardown();
  try {
    return await start(options, teardown);
  } catch (error) {
    await teardown.run().catch(() => undefined);
    throw error;
  }
}

async function start(options: SandboxOptions, teardown: Teardown): Promise<RunningSandbox> {
  const { dataFolder, databaseUrl = null, fresh = false, seed: wantedSeed = null, onBug = console.error } = options;
  const log = options.log === undefined ? {} : { log: options.log };
  const folder = takeDataFolder(dataFolder);
  teardown.add(() => folder.release());
  if (fresh) folder.clear();
  const foundation = await layFoundation({ dataFolder, databaseUrl }, teardown);
  const { seed, complete } = await surveyCountry(foundation, { seed: wantedSeed, fresh });
  await (complete ? bringUpToDate(foundation) : clearCountry(foundation, seed));

  const ports = await reservePorts(options.port, teardown);
  const addresses = Object.fromEntries(Array.from(ports, ([name, { port }]) => [name, `http://localhost:${port}`]));
  folder.announce(addresses['controlPanel'] ?? '');
  const engine = engineOf(foundation.national) === 'postgres' ? 'PostgreSQL' : 'SQLite';
  const parts = assemble(foundation, { seed, dataFolder, engine }, addresses, onBug);
  teardown.add(() => parts.inbox.stop());
  teardown.add(() => parts.post.close());
  parts.post.open();
  if (!complete) await settleCountry(foundation, parts.people, parts.services);

  const country = new RunningCountry(parts);
  const stopping = new AbortController();
  const apps = await createApps(country, parts, { stopping: stopping.signal, onBug, log }, teardown);
  for (const [name, app] of apps) await listen(app, ports.get(name));
  await mustBeReady(country);
  return Object.assign(country, {
    busyPorts: [...new Set(Array.from(ports.values(), ({ busy }) => busy).flat())],
    stop: async () => {
      // Whoever waits for a message is answered, so that nothing holds the servers open.
      stopping.abort();
      await teardown.run();
    },
  });
}

/** The parts of the country that stand on its foundation, none of them running yet. */
function assemble(
  foundation: Foundation,
  about: About,
  addresses: Readonly<Record<string, string>>,
  onBug: (error: unknown) => void,
): CountryParts {
  const { ground, world, clock, faults, national, rebuilding } = foundation;
  const inbox = new Inbox({ world, clock, faults });
  const portalHost = new URL(addresses['portal'] ?? '').host;
  return {
    foundation,
    about,
    addresses,
    inbox,
    post: new PostOffice(ground, inbox, onBug),
    people: new People({ ground, world, inbox, seed: about.seed, portalHost }),
    // What the operator sees stays in sight when the citizens' database is taken away.
    events: new EventLog(failingDatabase(national, () => rebuilding.now)),
    services: new OwnServices(ground),
  };
}

interface Supervision {
  readonly stopping: AbortSignal;
  readonly log: Pick<WebServerOptions, 'log'>;
  readonly onBug: (error: unknown) => void;
}

/** The control panel and the product's apps, by name. */
async function createApps(
  country: RunningCountry,
  { foundation: { ground }, addresses, events, inbox, services }: CountryParts,
  { stopping, onBug, log }: Supervision,
  teardown: Teardown,
): Promise<Map<string, FastifyInstance>> {
  const apps = new Map<string, FastifyInstance>();
  const add = (name: string, app: FastifyInstance) => {
    teardown.add(() => app.close());
    apps.set(name, app);
  };
  const settings = appSettings('controlPanel', addresses);
  const bell = bellFor(events, inbox);
  add('controlPanel', await createControlPanel({ sandbox: country, events, bell, settings, ground, stopping, onBug }));
  const register = services.register.bind(services);
  for (const { name, create } of COUNTRY_APPS) {
    add(name, await create({ ground, settings: appSettings(name, addresses), register, onBug, ...log }));
  }
  return apps;
}

/** One port for each app, in order, each after the one before. */
async function reservePorts(first: number, teardown: Teardown): Promise<Map<string, ReservedPort>> {
  const reserved = new Map<string, ReservedPort>();
  let next = first;
  for (const name of ['controlPanel', ...COUNTRY_APPS.map((app) => app.name)]) {
    const port = await reservePort(next);
    teardown.add(() => port.release());
    reserved.set(name, port);
    next = first === 0 ? 0 : port.port + 1;
  }
  return reserved;
}

async function listen(app: FastifyInstance, reserved: ReservedPort | undefined): Promise<void> {
  if (reserved === undefined) throw new Error('an app without a port');
  await reserved.release();
  // Both addresses of the loopback interface, and no other.
  await app.listen({ host: 'localhost', port: reserved.port });
}

/** Rings for the panel's readers: at once for messages, within a second for everything in the audit trail. */
function bellFor(events: EventLog, inbox: Inbox): Bell {
  let last: unknown;
  const bell = new Bell(async () => {
    const [newest] = await events.latest();
    const changed = newest !== last;
    last = newest;
    return changed;
  });
  inbox.onArrival(bell.ring);
  return bell;
}

async function mustBeReady(country: RunningCountry): Promise<void> {
  const { status, checks } = await country.health();
  if (status === 'ready') return;
  const failed = checks.filter(({ ok }) => !ok).map(({ name, detail }) => `${name} (${detail})`);
  throw new NotReady(`Started, but not everything answers: ${failed.join(', ')}.`);
}
