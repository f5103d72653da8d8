import { DatabaseUnavailable } from '@tessera/base';
import { openTestbed, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, inject, it, vi } from 'vitest';
import { openPostgres } from './postgres.ts';
import { StatementFailed } from './statement.ts';
import { migrations } from './testing/schema.ts';

const { missing } = inject('postgres');

describe.runIf(missing === null)('PostgreSQL', () => {
  let testbed: Testbed;
  beforeEach(async () => {
    testbed = await openTestbed('postgres', { migrations });
  });
  afterEach(() => testbed.close());

  const url = () => testbed.place.url ?? '';
  /** Ends every other connection of this testbed, as a restart of the server does. */
  const cutConnections = async () => {
    const operator = await openPostgres({ url: `${url()}&application_name=operator` });
    await operator.all(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where pid <> pg_backend_pid() and application_name = $1 order by pid`,
      testbed.place.folder,
    );
    await operator.close();
  };
  const open = () => openPostgres({ url: `${url()}&application_name=${testbed.place.folder}` });

  it('T-INF-02: a lost connection fails what was under way, and nothing after it', async () => {
    const database = await open();
    const cut = database.transaction(async (sql) => {
      await sql.run('insert into note (id, written_at) values ($1, $2)', 'a', 1);
      await cutConnections();
      await sql.run('insert into note (id, written_at) values ($1, $2)', 'b', 1);
    });
    await expect(cut).rejects.toThrow(DatabaseUnavailable);
    expect(await database.all('select id from note order by id')).toEqual([]);
    await database.close();
  });

  it('T-INF-02: a connection lost while idle is replaced without a word', async () => {
    const database = await open();
    await Promise.all(Array.from({ length: 8 }, () => database.first('select 1 as one')));
    await cutConnections();
    await vi.waitFor(async () => expect(await database.first('select 1 as one')).toEqual({ one: 1 }), {
      timeout: 5_000,
    });
    await database.close();
  });

  it('T-INF-02: listens again after its connection was lost, and wakes everybody once', async () => {
    const database = await open();
    const wake = vi.fn();
    database.listen('notes', wake);
    await vi.waitFor(() => expect(wake).toHaveBeenCalled(), { timeout: 5_000 });
    wake.mockClear();
    await cutConnections();
    await vi.waitFor(() => expect(wake).toHaveBeenCalled(), { timeout: 5_000 });
    wake.mockClear();
    await testbed.database.notify('notes');
    await vi.waitFor(() => expect(wake).toHaveBeenCalled(), { timeout: 5_000 });
    await database.close();
  });

  it('closes also while its listening begins', async () => {
    const database = await open();
    database.listen('notes', () => undefined);
    await database.close();
    const again = await open();
    again.listen('notes', () => undefined);
    await new Promise((resolve) => setImmediate(resolve));
    await again.close();
  });

  it('runs a transaction again that was chosen to break a deadlock', async () => {
    await testbed.database.run("insert into budget (id, spent) values ('password', 0)");
    const both = Promise.withResolvers<void>();
    let begun = 0;
    const spendBoth = (first: string, second: string) =>
      testbed.database.transaction(async (sql) => {
        await sql.run('update budget set spent = spent + 1 where id = $1', first);
        if (++begun === 2) both.resolve();
        await both.promise;
        await sql.run('update budget set spent = spent + 1 where id = $1', second);
      });
    await Promise.all([spendBoth('digits', 'password'), spendBoth('password', 'digits')]);
    expect(begun).toBeGreaterThan(2);
    expect(await testbed.database.all('select spent from budget order by id')).toEqual([{ spent: 2 }, { spent: 2 }]);
  });

  it('a transaction that PostgreSQL cannot commit is not acknowledged', async () => {
    await testbed.database.run(
      'create table leaf (id text primary key, parent text references leaf deferrable initially deferred)',
    );
    const orphan = testbed.database.transaction((sql) =>
      sql.run("insert into leaf (id, parent) values ('a', 'nobody')"),
    );
    await expect(orphan).rejects.toThrow(StatementFailed);
    expect(await testbed.database.all('select id from leaf order by id')).toEqual([]);
  });

  it('promise 29: a server that may forget what it acknowledged is refused', async () => {
    const forgetful = `${url()}%20-c%20synchronous_commit%3Doff`;
    await expect(openPostgres({ url: forgetful })).rejects.toThrow('synchronous_commit is off');
  });

  it('promise 30: a server that does not answer is not available', async () => {
    const nowhere = new URL(url());
    nowhere.port = '1';
    await expect(openPostgres({ url: nowhere.href })).rejects.toThrow(DatabaseUnavailable);
    const unknown = new URL(url());
    unknown.pathname = '/no_such_database';
    await expect(openPostgres({ url: unknown.href })).rejects.toThrow(DatabaseUnavailable);
  });

  it('more at once than connections wait for their turn', async () => {
    const database = await openPostgres({ url: url(), connections: 2 });
    const ones = await Promise.all(
      Array.from({ length: 50 }, () => database.transaction((sql) => sql.first('select 1 as one'))),
    );
    expect(ones).toEqual(Array.from({ length: 50 }, () => ({ one: 1 })));
    await database.close();
  });
});
