import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openPostgres } from '@tessera/storage';
import { startPostgres } from '../scripts/test-postgres.ts';
import { type Child, PROVIDER_CORE, startChild } from './children.ts';
import { peerDialect, tesseraDialect } from './dialects.ts';
import { cpuMilliseconds, memoryMiB } from './process-figures.ts';
import type { Endpoints, People, ProviderStart } from './providers/contract.ts';
import type { RelyingParty } from './relying-party.ts';
import { type Dialect, signIn } from './sign-in.ts';

export type ContenderName = 'oidc-provider' | 'Tessera on SQLite' | 'Tessera on PostgreSQL';

/** One provider under measurement, with everything needed to sign people in and to read its figures. */
export interface Contender {
  readonly name: ContenderName;
  signIn(level: 1 | 2): Promise<void>;
  /** Milliseconds of CPU so far: the provider's, and its database server's where it has one. */
  cpu(): { readonly provider: number; readonly database: number };
  memoryMiB(): number;
  /** Closes its connections: while the others are measured the server would close them, and the next request might meet that. */
  rest(): void;
  stop(): Promise<void>;
}

export interface ContenderOptions {
  readonly hashing: boolean;
  readonly people: number;
}

export async function startContenders(party: RelyingParty, options: ContenderOptions): Promise<Contender[]> {
  const start = (databaseUrl: string | null) => startFor(party, options, databaseUrl);
  const peer = await startChild<Endpoints & People>('oidc-provider', start(null));
  const onSqlite = await startTessera(start(null));
  const contenders = [
    contender('oidc-provider', party, peer, peerDialect, null),
    contender('Tessera on SQLite', party, onSqlite, tesseraDialect(onSqlite), null),
  ];
  const postgres = await startPostgres();
  if (postgres.missing !== null) {
    console.log(`Without PostgreSQL: ${postgres.missing}`);
    return contenders;
  }
  const onPostgres = await startTessera(start(postgres.url));
  const server = await pinnedServer(postgres.url);
  const last = contender('Tessera on PostgreSQL', party, onPostgres, tesseraDialect(onPostgres), server);
  return [...contenders, { ...last, stop: () => last.stop().then(postgres.stop) }];
}

/** Tessera on SQLite alone; where a folder is given, with its profile left there when it stops. */
export async function startOneTessera(
  party: RelyingParty,
  options: ContenderOptions,
  profileInto?: string,
): Promise<Contender> {
  const provider = await startTessera(startFor(party, options, null), profileInto);
  return contender('Tessera on SQLite', party, provider, tesseraDialect(provider), null);
}

/** First the people, by a process that ends; then the provider on their database. */
async function startTessera(start: ProviderStart, profileInto?: string): Promise<Child<Endpoints & People>> {
  const people = await startChild<People>('people', start);
  await people.stop();
  const provider = await startChild<Endpoints>('tessera', start, { profileInto });
  const stop = async (): Promise<void> => {
    await provider.stop();
    rmSync(start.folder, { recursive: true, force: true });
  };
  return { ...provider, ready: { ...provider.ready, ...people.ready }, stop };
}

const startFor = (party: RelyingParty, options: ContenderOptions, databaseUrl: string | null): ProviderStart => ({
  clientId: party.clientId,
  redirectUri: party.redirectUri,
  jwks: party.publicJwks,
  databaseUrl,
  folder: mkdtempSync(join(tmpdir(), 'tessera-bench-')),
  ...options,
});

function contender(
  name: ContenderName,
  party: RelyingParty,
  provider: Child<Endpoints & People>,
  dialect: Dialect,
  databasePid: number | null,
): Contender {
  let agent = new Agent({ keepAlive: true });
  const { people } = provider.ready;
  let next = 0;
  return {
    name,
    signIn: (level) => {
      // In turns: a phone gets one code a minute and five an hour, here as everywhere.
      const person = people[next++ % people.length];
      if (person === undefined) throw new Error('nobody to sign in');
      return signIn(provider.ready, dialect, party, person, level, agent);
    },
    cpu: () => ({
      provider: cpuMilliseconds(provider.pid),
      database: databasePid === null ? 0 : cpuMilliseconds(databasePid),
    }),
    memoryMiB: () => memoryMiB(provider.pid),
    rest: () => {
      agent.destroy();
      agent = new Agent({ keepAlive: true });
    },
    stop: async () => {
      agent.destroy();
      await provider.stop();
    },
  };
}

/** The database server keeps to the provider's core, and its processes are counted with it. */
async function pinnedServer(url: string): Promise<number> {
  const database = await openPostgres({ url });
  const row = await database.first<{ folder: string }>("select current_setting('data_directory') as folder");
  await database.close();
  const pid = Number(readFileSync(join(row?.folder ?? '', 'postmaster.pid'), 'utf8').split('\n')[0]);
  execFileSync('taskset', ['-a', '-p', '-c', PROVIDER_CORE, String(pid)], { stdio: 'ignore' });
  return pid;
}
