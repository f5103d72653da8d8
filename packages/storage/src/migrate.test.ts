import type { Migration } from '@tessera/base';
import { eachEngine, inProcesses, openTestbed, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { EngineDatabase } from './engine.ts';
import { MigrationChanged, migrate } from './migrate.ts';
import { openDatabase } from './open-database.ts';
import { StatementFailed } from './statement.ts';

eachEngine((engine) => {
  let testbed: Testbed;
  let database: EngineDatabase;
  beforeEach(async () => {
    testbed = await openTestbed(engine);
    const { url, folder } = testbed.place;
    database = await openDatabase({ url: url ?? undefined, folder });
  });
  afterEach(async () => {
    await database.close();
    await testbed.close();
  });

  const first: Migration = { id: 'shelf/1', sql: 'create table shelf (id text primary key, put_at bigint)' };
  const second: Migration = { id: 'shelf/2', sql: 'alter table shelf add column photo bytea' };

  it('migrations are applied once, in the order of the list', async () => {
    await migrate(database, [first]);
    await database.run('insert into shelf (id) values ($1)', 'a');
    await migrate(database, [first, second]);
    await migrate(database, [first, second]);
    expect(await database.first('select * from shelf order by id')).toEqual({ id: 'a', put_at: null, photo: null });
  });

  it('a migration that was changed afterwards stops the start', async () => {
    await migrate(database, [first]);
    await expect(migrate(database, [{ ...first, sql: `${first.sql} ` }])).rejects.toThrow(MigrationChanged);
  });

  it('a migration that fails leaves the database as it was', async () => {
    const broken: Migration = {
      id: 'shelf/2',
      sql: 'create table rack (id text primary key); insert into nowhere (id) values (1)',
    };
    await expect(migrate(database, [first, broken])).rejects.toThrow(StatementFailed);
    await expect(database.all('select id from shelf order by id')).rejects.toThrow(StatementFailed);
    await migrate(database, [first]);
    expect(await database.all('select id from shelf order by id')).toEqual([]);
  });

  it('four nodes that start at once migrate once', async () => {
    const script = new URL('./testing/migrate-here.ts', import.meta.url);
    await inProcesses(testbed, script, [null, null, null, null]);
    expect(await database.first('select spent from budget where id = $1', 'digits')).toEqual({ spent: 0 });
  });
});
