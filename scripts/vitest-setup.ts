import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startPostgres } from './test-postgres.ts';

/** Starts one PostgreSQL for the whole test run, on which each testbed makes a schema of its own; and one folder for keys. */
export default async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  // Where Node itself would keep it: hundreds of processes load the same modules, and need not compile them each.
  process.env['NODE_COMPILE_CACHE'] ??= join(tmpdir(), 'node-compile-cache');
  const keysFolder = await mkdtemp(join(tmpdir(), 'tessera-test-keys-'));
  provide('keysFolder', keysFolder);
  const server = await startPostgres();
  provide(
    'postgres',
    server.missing === null ? { url: server.url, missing: null } : { url: null, missing: server.missing },
  );
  if (server.missing !== null) console.log(`${server.missing}: the tests on PostgreSQL are skipped.`);
  return async () => {
    await server.stop();
    await rm(keysFolder, { recursive: true, force: true });
  };
}
