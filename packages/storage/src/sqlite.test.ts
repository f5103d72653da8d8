import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseUnavailable } from '@tessera/base';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { EngineDatabase } from './engine.ts';
import { openSqlite } from './sqlite.ts';

describe('SQLite', () => {
  let folder: string;
  let database: EngineDatabase;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tessera-sqlite-'));
    database = await openSqlite({ file: join(folder, 'tessera.db') });
    await database.run('create table note (id text primary key, body bytea)');
  });
  afterEach(async () => {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  });

  const write = (id: string) => database.run('insert into note (id) values ($1)', id);

  it('promise 29: writes ahead, and waits for the disk at each commit', async () => {
    const pragma = (name: string) => database.transaction((sql) => sql.first(`pragma ${name}`));
    expect(await pragma('journal_mode')).toEqual({ journal_mode: 'wal' });
    expect(await pragma('synchronous')).toEqual({ synchronous: 2 });
    expect(await pragma('foreign_keys')).toEqual({ foreign_keys: 1 });
  });

  it('has strict tables', async () => {
    await expect(database.run("insert into note (id, body) values ('a', 'text')")).rejects.toThrow('cannot store TEXT');
  });

  it('serves reads while a transaction waits, as they were before it', async () => {
    await write('a');
    const written = Promise.withResolvers<void>();
    const read = Promise.withResolvers<void>();
    const writing = database.transaction(async (sql) => {
      await sql.run('delete from note');
      written.resolve();
      await read.promise;
    });
    await written.promise;
    expect(await database.all('select id from note order by id')).toEqual([{ id: 'a' }]);
    read.resolve();
    await writing;
    expect(await database.all('select id from note order by id')).toEqual([]);
  });

  it('T-INF-05 promise 32: a full disk refuses the whole batch, and the next one passes once there is room', async () => {
    await write('before');
    await database.run('pragma max_page_count = 6');
    const big = () =>
      database.run('insert into note (id, body) values ($1, $2)', crypto.randomUUID(), new Uint8Array(40_000));
    const outcomes = await Promise.allSettled([write('small'), big(), write('other')]);
    for (const outcome of outcomes) {
      expect(outcome).toEqual({ status: 'rejected', reason: expect.any(DatabaseUnavailable) });
    }
    expect(await database.all('select id from note order by id')).toEqual([{ id: 'before' }]);
    await database.run('pragma max_page_count = 10000');
    expect(await big()).toBe(1);
  });

  it('T-INF-12: a transaction that waits for something else does not keep the others for ever', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      // A database has one timer for all of its transactions, from the moment it is opened.
      await database.close();
      database = await openSqlite({ file: join(folder, 'tessera.db') });
      const begun = Promise.withResolvers<void>();
      const stuck = database.transaction(async (sql) => {
        await sql.run("insert into note (id) values ('stuck')");
        begun.resolve();
        await new Promise(() => undefined);
      });
      const refused = expect(stuck).rejects.toThrow('too long');
      const patient = write('patient');
      await begun.promise;
      vi.advanceTimersByTime(30_000);
      await refused;
      expect(await patient).toBe(1);
      expect(await database.all('select id from note order by id')).toEqual([{ id: 'patient' }]);
    } finally {
      vi.useRealTimers();
    }
  });

  it('T-LOD-01: more transactions than can wait are told to come back', async () => {
    const outcomes = await Promise.allSettled(Array.from({ length: 10_100 }, (_, n) => write(String(n))));
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(100);
    expect(refused[0]).toEqual({ status: 'rejected', reason: expect.any(DatabaseUnavailable) });
  });

  it('promise 19: lets nobody else read its files', async () => {
    await write('a');
    for (const suffix of ['', '-wal', '-shm']) {
      expect((await stat(join(folder, `tessera.db${suffix}`))).mode & 0o777, suffix).toBe(0o600);
    }
  });

  it('answers those who wait before it closes', async () => {
    const written = write('a');
    await database.close();
    expect(await written).toBe(1);
    await expect(write('b')).rejects.toThrow(DatabaseUnavailable);
    database = await openSqlite({ file: join(folder, 'tessera.db') });
    expect(await database.all('select id from note order by id')).toEqual([{ id: 'a' }]);
  });

  it('leaves one file when it is closed', async () => {
    await write('a');
    await database.close();
    await expect(stat(join(folder, 'tessera.db-wal'))).rejects.toThrow();
    database = await openSqlite({ file: join(folder, 'tessera.db') });
  });

  it('says that a file is no database', async () => {
    await expect(openSqlite({ file: folder })).rejects.toThrow(DatabaseUnavailable);
  });
});
