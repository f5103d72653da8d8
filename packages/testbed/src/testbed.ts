import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrations as auditMigrations } from '@tessera/audit';
import type { Migration } from '@tessera/base';
import { type EngineName, migrate } from '@tessera/storage';
import { inject } from 'vitest';
import { groundAt, START, type Testbed } from './ground-at.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server of this test run (scripts/vitest-setup.ts): its address, or in one sentence why there is none. */
    postgres: { readonly url: string; readonly missing: null } | { readonly url: null; readonly missing: string };
    /** One folder of keys for the whole test run: RSA keys take a tenth of a second each to make. */
    keysFolder: string;
  }
}

export interface TestbedOptions {
  /** Of the rooms under test; those of the audit trail are always there. */
  readonly migrations?: readonly Migration[];
  readonly seed?: string | number;
  /** When the clock begins to stand. */
  readonly now?: number;
}

/**
 * A ground to test on: a database of its own, real keys, a clock that stands still, chance with a seed, an outbox that records.
 *
 * ```ts
 * eachEngine((engine) => {
 *   let testbed: Testbed;
 *   beforeEach(async () => { testbed = await openTestbed(engine, { migrations }); });
 *   afterEach(() => testbed.close());
 *   it('ACT-16 closes after five wrong answers', async () => { … testbed.clock.advance(DAY); … });
 * });
 * ```
 */
export async function openTestbed(engine: EngineName, options: TestbedOptions = {}): Promise<Testbed> {
  const folder = await mkdtemp(join(tmpdir(), 'tessera-test-'));
  const schema = `test_${randomBytes(8).toString('hex')}`;
  const place = { url: engine === 'postgres' ? urlWithin(schema) : null, folder, keys: inject('keysFolder') };
  const ground = await groundAt(place, { seed: options.seed ?? 1, now: options.now ?? START });
  if (engine === 'postgres') await ground.database.run(`create schema ${schema}`);
  await migrate(ground.engineDatabase, [...auditMigrations, ...(options.migrations ?? [])]);
  return {
    ...ground,
    close: async () => {
      if (engine === 'postgres') await ground.database.run(`drop schema ${schema} cascade`);
      await ground.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** A schema holds a test's tables apart as well as a database would, and is made in a tenth of the time. */
function urlWithin(schema: string): string {
  const server = inject('postgres');
  if (server.url === null) throw new Error(server.missing);
  const url = new URL(server.url);
  url.searchParams.set('options', `-c search_path=${schema}`);
  return url.href;
}
