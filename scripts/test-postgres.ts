import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
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

  const folder = await mkdtemp(join(tmpdir(), 'tessera-postgres-'));
  if (owner !== 'ourselves') await chown(folder, owner.uid, owner.gid);
  const as = { cwd: folder, ...(owner === 'ourselves' ? {} : owner) };
  const data = join(folder, 'data');
  const port = await freePort();
  await run(
    join(PROGRAMS, 'initdb'),
    ['-D', data, '-U', 'tessera', '-A', 'trust', '--locale=C', '-E', 'UTF8', '-N'],
    as,
  );
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c max_connections=300`;
  await run(join(PROGRAMS, 'pg_ctl'), ['-D', data, '-l', join(folder, 'log'), '-w', '-o', options, 'start'], as);
  return {
    url: `postgres://tessera@127.0.0.1:${port}/postgres`,
    missing: null,
    stop: async () => {
      await run(join(PROGRAMS, 'pg_ctl'), ['-D', data, '-m', 'immediate', '-w', 'stop'], as);
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function ownerOfServer(): Promise<{ readonly uid: number; readonly gid: number } | 'ourselves' | null> {
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
