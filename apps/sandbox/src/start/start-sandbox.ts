import type { DrawKeyPair } from '@tessera/issuance';
import { drawCardKeyPair } from '@tessera/keys';
import type { VpcdAddress } from '@tessera/readers';
import { engineOf } from '@tessera/storage';
import type { WebServerOptions } from '@tessera/web';
import type { FastifyInstance } from 'fastify';
import { RunningCountry } from '../running-country.ts';
import type { Sandbox } from '../sandbox.ts';
import { shareReader } from '../wallet/share-reader.ts';
import { assemble } from './assemble.ts';
import { COUNTRY_APPS, type CountryApp } from './country-apps.ts';
import { createApps } from './create-apps.ts';
import { takeDataFolder } from './data-folder.ts';
import { FIRST_KEY_PAIRS, KEYS_OF_A_CARD } from './early-key-pairs.ts';
import { layFoundation } from './foundation.ts';
import { KeyPairsAhead } from './key-pairs-ahead.ts';
import { bringUpToDate, clearCountry, settleCountry, surveyCountry } from './new-country.ts';
import { type ReservedPort, reservePort } from './ports.ts';
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
  /** Absent or null: pcscd is shown nothing. */
  readonly vpcd?: VpcdAddress | null;
  /** Absent or null: the country's own authority certifies readers. Otherwise the exponent by which those of others certify themselves. */
  readonly terminalExponent?: Uint8Array | null;
  /** How the keys of cards are drawn; RSA-2048 from the system's chance where it is absent. */
  readonly drawKeyPair?: DrawKeyPair;
  /** Where some of them are being drawn already, in the place of `drawKeyPair`. */
  readonly keyPairs?: KeyPairsAhead;
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

/** Kept ready for whoever is made next, so that they are made at once. */
const CARDS_AHEAD = 2;

/** A part did not answer as it should once everything was started. */
export class NotReady extends Error {
  override readonly name = 'NotReady';
}

/**
 * Starts the whole country in this process; when this resolves, everything answers.
 *
 * Throws FolderInUse, FolderUnusable, NotThisCountry, NoFreePort and NotReady, whose messages are meant for people.
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
  const keyPairs = options.keyPairs ?? new KeyPairsAhead(options.drawKeyPair ?? drawCardKeyPair);
  teardown.add(() => keyPairs.stop());
  // Drawn while everything else starts: RSA takes longer than all the rest of a first day.
  if (folder.isNew()) keyPairs.drawAhead(FIRST_KEY_PAIRS);
  else keyPairs.keepReady(KEYS_OF_A_CARD * CARDS_AHEAD);
  const foundation = await layFoundation({ dataFolder, databaseUrl }, teardown);
  const { seed, complete } = await surveyCountry(foundation, { seed: wantedSeed, fresh });
  await (complete ? bringUpToDate(foundation) : clearCountry(foundation, seed));

  const ports = await reservePorts(options.port, teardown);
  const addresses = Object.fromEntries(Array.from(ports, ([name, { origin }]) => [name, origin]));
  folder.announce(addresses['controlPanel'] ?? '');
  const engine = engineOf(foundation.national) === 'postgres' ? 'PostgreSQL' : 'SQLite';
  const about = { seed, dataFolder, engine } as const;
  const { terminalExponent = null } = options;
  const parts = await assemble(foundation, { about, addresses, keyPairs, terminalExponent, onBug });
  teardown.add(() => parts.inbox.stop());
  teardown.add(() => parts.post.close());
  parts.post.open();
  if (!complete) {
    await parts.checkpoints.forget();
    await settleCountry(foundation, parts.people, parts.services);
  }
  parts.checkpoints.open();
  teardown.add(() => parts.checkpoints.close());
  keyPairs.keepReady(KEYS_OF_A_CARD * CARDS_AHEAD);

  if (options.vpcd) teardown.add(shareReader(parts.wallet, foundation.faults, options.vpcd));

  const country = new RunningCountry(parts);
  const stopping = new AbortController();
  const apps = await createApps(country, parts, { stopping: stopping.signal, onBug, log }, teardown);
  for (const [name, app] of apps) await listen(app, ports.get(name));
  await mustBeReady(country);
  return Object.assign(country, {
    busyPorts: [...new Set(Array.from(ports.values(), ({ port }) => port.busy).flat())],
    stop: async () => {
      // Whoever waits for a message is answered, so that nothing holds the servers open.
      stopping.abort();
      await teardown.run();
    },
  });
}

/** A port that is held, and the origin of the app that will stand there. */
interface Place {
  readonly port: ReservedPort;
  readonly origin: string;
}

/** One port for each app, in order, each after the one before. */
async function reservePorts(first: number, teardown: Teardown): Promise<Map<string, Place>> {
  const reserved = new Map<string, Place>();
  let next = first;
  for (const { name, secure = false } of [{ name: 'controlPanel' }, ...COUNTRY_APPS] as readonly AppPlace[]) {
    const port = await reservePort(next);
    teardown.add(() => port.release());
    reserved.set(name, { port, origin: `${secure ? 'https' : 'http'}://localhost:${port.port}` });
    next = first === 0 ? 0 : port.port + 1;
  }
  return reserved;
}

type AppPlace = Pick<CountryApp, 'name' | 'secure'>;

async function listen(app: FastifyInstance, place: Place | undefined): Promise<void> {
  if (place === undefined) throw new Error('an app without a port');
  await place.port.release();
  // Both addresses of the loopback interface, and no other.
  await app.listen({ host: 'localhost', port: place.port.port });
}

async function mustBeReady(country: RunningCountry): Promise<void> {
  const { status, checks } = await country.health();
  if (status === 'ready') return;
  const failed = checks.filter(({ ok }) => !ok).map(({ name, detail }) => `${name} (${detail})`);
  throw new NotReady(`Started, but not everything answers: ${failed.join(', ')}.`);
}
