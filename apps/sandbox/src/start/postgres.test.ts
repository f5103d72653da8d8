import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { openPostgres } from '@tessera/storage';
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest';
import { fewKeyPairs } from '../testing/few-key-pairs.ts';
import { newDataFolder } from '../testing/temporary-sandbox.ts';
import { type RunningSandbox, startSandbox } from './start-sandbox.ts';

const { url: server, missing } = inject('postgres');
let folder: string;
let databaseUrl: string;
let sandbox: RunningSandbox | null = null;

describe.skipIf(server === null)(`a country on PostgreSQL${missing === null ? '' : ` (${missing})`}`, () => {
  const schema = `sandbox_${randomBytes(8).toString('hex')}`;
  const url = new URL(server ?? 'postgres://localhost');
  url.searchParams.set('options', `-c search_path=${schema}`);

  beforeEach(async () => {
    folder = newDataFolder();
    databaseUrl = url.href;
    await onServer(`create schema ${schema}`);
  });
  afterEach(async () => {
    await sandbox?.stop();
    sandbox = null;
    await onServer(`drop schema ${schema} cascade`);
    rmSync(folder, { recursive: true, force: true });
  });

  const start = async (options: { fresh?: boolean } = {}) => {
    sandbox = await startSandbox({ port: 0, dataFolder: folder, databaseUrl, drawKeyPair: fewKeyPairs(), ...options });
    return sandbox;
  };

  it('has the same people as one on SQLite, and they are there again after a stop', async () => {
    const first = await start();
    expect(first.about.engine).toBe('PostgreSQL');
    const people = await first.everybody();
    await first.stop();
    expect(await (await start()).everybody()).toEqual(people);
  });

  it('is emptied by a reset and by --fresh, and tables of other programs stay', async () => {
    await onServer(`create table ${schema}.thesis (title text)`);
    const first = await start();
    const people = await first.everybody();
    await first.makePerson({}, { scenario: null, deeds: ['deliver'] });
    await first.reset();
    expect(await first.everybody()).toHaveLength(people.length);
    await first.makePerson({}, { scenario: null, deeds: [] });
    await first.stop();
    expect(await (await start({ fresh: true })).everybody()).toHaveLength(people.length);
    await onServer(`select title from ${schema}.thesis`);
  });

  it('is not taken over by another folder', async () => {
    await (await start()).stop();
    const first = folder;
    folder = newDataFolder();
    await expect(start()).rejects.toThrow('start over with --fresh');
    rmSync(first, { recursive: true });
  });
});

async function onServer(statement: string): Promise<void> {
  const database = await openPostgres({ url: server ?? '' });
  await database.run(statement);
  await database.close();
}
