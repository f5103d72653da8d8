import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const PREFIX = 'tessera-postgres-';
const PROGRAMS = '/usr/lib/postgresql/15/bin';

/** A server for the tests, or the reason in one sentence why there is none. */
export type TestPostgres = { readonly stop: () => Promise<void> } & (
  | { readonly url: string; readonly missing: null }
  | { readonly missing: string }
);

/**
 * Starts Debian's PostgreSQL 15 in a temporary folder, on a free port of the loopback, as the unprivileged user `postgres` when we are
 * root (it refuses to run as root). `DATABASE_URL` names a server that runs already: its user must be allowed to create schemas.
 */
export async function startPostgres(): Promise<TestPostgres> {
  const stop = async (): Promise<void> => undefined;
  const given = process.env['DATABASE_URL'];
  if (given !== undefined && given !== '') return { url: given, missing: null, stop };
  if (!existsSync(join(PROGRAMS, 'initdb'))) return { missing: `postgresql-15 is not installed (${PROGRAMS})`, stop };
  const owner = await ownerOfServer();
  if (owner === null) return { missing: 'PostgreSQL does not run as root and there is no user postgres', stop };

  await stopForgotten(owner);
  const folder = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  if (owner !== 'ourselves') await chown(folder, owner.uid, owner.gid);
  const port = await freePort();
  const initdb = ['-D', 'data', '-U', 'tessera', '-A', 'trust', '--locale=C', '-E', 'UTF8', '-N'];
  await asOwner(owner, folder, 'initdb', initdb);
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c max_connections=300`;
  await asOwner(owner, folder, 'pg_ctl', ['-D', 'data', '-l', 'log', '-w', '-o', options, 'start']);
  return {
    url: `postgres://tessera@127.0.0.1:${port}/postgres`,
    missing: null,
    stop: () => stopServer(owner, folder),
  };
}

type Owner = { readonly uid: number; readonly gid: number } | 'ourselves';

const asOwner = (owner: Owner, folder: string, program: string, args: readonly string[]) =>
  run(join(PROGRAMS, program), [...args], { cwd: folder, ...(owner === 'ourselves' ? {} : owner) });

async function stopServer(owner: Owner, folder: string): Promise<void> {
  await asOwner(owner, folder, 'pg_ctl', ['-D', 'data', '-m', 'immediate', '-w', 'stop']);
  await rm(folder, { recursive: true, force: true });
}

/** Stops the servers of test runs that were killed before they could do it: their folder names a process that is gone. */
async function stopForgotten(owner: Owner): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const [, pid] = new RegExp(`^${PREFIX}(\\d+)-`).exec(name) ?? [];
    if (pid === undefined || isAlive(Number(pid))) continue;
    const folder = join(tmpdir(), name);
    // The stop fails where the run was killed before its server started.
    await stopServer(owner, folder).catch(() => rm(folder, { recursive: true, force: true }));
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function ownerOfServer(): Promise<Owner | null> {
  if (process.getuid?.() !== 0) return 'ourselves';
  try {
    const [uid, gid] = await Promise.all(
      ['-u', '-g'].map(async (which) => Number((await run('id', [which, 'postgres'])).stdout)),
    );
    return uid === undefined || gid === undefined ? null : { uid, gid };
  } catch {
    return null;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}
