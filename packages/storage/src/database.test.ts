import { AlreadyExists, type Database, DatabaseUnavailable } from '@tessera/base';
import { eachEngine, openTestbed, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { StatementFailed } from './statement.ts';
import { migrations } from './testing/schema.ts';
import { spend } from './testing/spend.ts';

/** The contract of `Database`, which both engines keep. */
eachEngine((engine) => {
  let testbed: Testbed;
  let database: Database;
  beforeEach(async () => {
    testbed = await openTestbed(engine, { migrations });
    database = testbed.database;
  });
  afterEach(() => testbed.close());

  const write = (id: string, writtenAt = 1) =>
    database.run('insert into note (id, written_at) values ($1, $2)', id, writtenAt);
  const ids = async () => (await database.all<{ id: string }>('select id from note order by id')).map(({ id }) => id);

  describe('a statement', () => {
    it('gives back what was stored: texts, instants, bytes, nothing', async () => {
      const text = 'Perché no? "Dè" \\ \' 🪪 $1';
      const bytes = Uint8Array.from({ length: 256 }, (_, i) => i);
      for (const at of [0, -1, 1_768_471_200_000, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER]) {
        await database.run(
          `insert into note (id, written_at, body, remark) values ($1, $2, $3, $4)
           on conflict (id) do update set written_at = excluded.written_at`,
          'a',
          at,
          bytes,
          text,
        );
        const row = await database.first<{ body: Uint8Array }>('select * from note where id = $1', 'a');
        expect(row).toEqual({ id: 'a', written_at: at, body: bytes, remark: text });
        expect(row?.body.constructor).toBe(Uint8Array);
      }
      expect(await database.first('select body, remark from note where id = $1', 'b')).toBeNull();
      await write('b');
      expect(await database.first('select body, remark from note where id = $1', 'b')).toEqual({
        body: null,
        remark: null,
      });
    });

    it('keeps an empty text and empty bytes apart from nothing', async () => {
      await database.run(
        'insert into note (id, written_at, body, remark) values ($1, $2, $3, $4)',
        'a',
        1,
        new Uint8Array(),
        '',
      );
      expect(await database.first('select body, remark from note')).toEqual({ body: new Uint8Array(), remark: '' });
    });

    it('tells how many rows it changed', async () => {
      expect(await write('a')).toBe(1);
      expect(await write('b')).toBe(1);
      expect(await database.run('update note set remark = $1', 'x')).toBe(2);
      expect(await database.run('delete from note where id = $1', 'c')).toBe(0);
      expect(await database.run('create table other (id text primary key)')).toBe(0);
      expect(await database.run('select id from note order by id')).toBe(0);
    });

    it('may use a parameter twice and in any order', async () => {
      const row = await database.first(
        'select cast($2 as text) as b, cast($1 as text) as a, cast($2 as text) as c',
        'A',
        'B',
      );
      expect(row).toEqual({ a: 'A', b: 'B', c: 'B' });
    });

    it('counts whole numbers as whole numbers', async () => {
      const row = await database.first(
        'select cast($1 as bigint) / 2 as half, cast(cast($1 as bigint) as text) as text',
        5,
      );
      expect(row).toEqual({ half: 2, text: '5' });
      expect(await database.first('select cast($1 as text) as text', 5)).toEqual({ text: '5' });
    });

    it('updates from a list of values', async () => {
      await write('a');
      await write('b');
      await database.run(
        `with given(id, remark) as (values ('a', $1), ('b', $2))
         update note set remark = given.remark from given where note.id = given.id`,
        'first',
        'second',
      );
      expect(await database.all('select remark from note order by id')).toEqual([
        { remark: 'first' },
        { remark: 'second' },
      ]);
    });

    it('returns the rows it changed', async () => {
      await write('a');
      expect(await database.first('update note set remark = $1 returning id, remark', 'x')).toEqual({
        id: 'a',
        remark: 'x',
      });
      expect(await database.all('delete from note where id = $1 returning id', 'a')).toEqual([{ id: 'a' }]);
      expect(await ids()).toEqual([]);
    });

    it('is refused with what no column can hold, and with too few or too many values', async () => {
      for (const value of [undefined, true, 1.5, Number.NaN, 2 ** 53, new Date(0), {}, [], 10n, 'a\0b']) {
        const refused = database.run('update note set remark = $1', value as string);
        await expect(refused, String(value)).rejects.toThrow(StatementFailed);
      }
      await expect(database.run('update note set remark = $1')).rejects.toThrow(StatementFailed);
      await expect(database.run('update note set remark = $1', 'a', 'b')).rejects.toThrow(StatementFailed);
      await expect(database.run('update note set remark = $2', 'a', 'b')).rejects.toThrow(StatementFailed);
    });

    it('T-PRV-01 is refused without a word of its values', async () => {
      await write('RSSMRA80A01H501U');
      const messages = await Promise.all(
        [
          write('RSSMRA80A01H501U'),
          database.run('insert into note (id, written_at) values ($1, null)', 'RSSMRA80A01H501U'),
        ].map((statement) =>
          statement.then(String, (error: Error) => `${error.stack} ${error.cause} ${JSON.stringify(error)}`),
        ),
      );
      for (const message of messages) expect(message).not.toContain('RSSMRA80A01H501U');
    });

    it('may leave the numbering of rows to the table', async () => {
      for (const body of ['a', 'b']) await database.run('insert into line (body) values ($1)', body);
      expect(await database.all('select number, body from line order by number')).toEqual([
        { number: 1, body: 'a' },
        { number: 2, body: 'b' },
      ]);
    });

    it('keeps to the types of its columns', async () => {
      await write('a');
      await expect(database.run("insert into note (id, written_at) values ('b', 'today')")).rejects.toThrow(
        StatementFailed,
      );
      await expect(database.run('insert into note (id, written_at) values ($1, $2)', 'b', null)).rejects.toThrow(
        StatementFailed,
      );
    });

    it('refuses a number that would be rounded', async () => {
      await expect(database.first('select cast(9007199254740993 as bigint) as n')).rejects.toThrow();
    });

    it('that breaks a unique rule says so', async () => {
      await write('a');
      await expect(write('a')).rejects.toThrow(AlreadyExists);
      expect(
        await database.first(
          'insert into note (id, written_at) values ($1, $2) on conflict (id) do nothing returning id',
          'a',
          2,
        ),
      ).toBeNull();
    });
  });

  it('promise 1: of 100 who spend at once, five may', async () => {
    const spent = await Promise.all(Array.from({ length: 100 }, () => spend(database)));
    expect(spent.filter(Boolean)).toHaveLength(5);
    expect(await database.first('select spent from budget')).toEqual({ spent: 5 });
  });

  describe('a listener', () => {
    it('is woken when the transaction has committed, and sees what it wrote', async () => {
      let seen: string[] = [];
      const stop = database.listen('notes', async () => {
        seen = await ids().catch(() => []);
      });
      await database.transaction(async (sql) => {
        await sql.notify('notes');
        await sql.run('insert into note (id, written_at) values ($1, $2)', 'a', 1);
      });
      await vi.waitFor(() => expect(seen).toEqual(['a']), { timeout: 5_000 });
      stop();
    });

    it('is not woken by a transaction that failed, by another topic, or after it stopped', async () => {
      const wake = vi.fn();
      const control = vi.fn();
      const stop = database.listen('notes', wake);
      database.listen('control', control);
      await database.notify('control');
      await vi.waitFor(() => expect(control).toHaveBeenCalled(), { timeout: 5_000 });
      const before = wake.mock.calls.length; // PostgreSQL wakes everybody once when its listening begins.
      await database
        .transaction(async (sql) => {
          await sql.notify('notes');
          throw new Error('no');
        })
        .catch(() => undefined);
      control.mockClear();
      await database.notify('control');
      await vi.waitFor(() => expect(control).toHaveBeenCalled(), { timeout: 5_000 });
      expect(wake).toHaveBeenCalledTimes(before);
      stop();
      control.mockClear();
      await database.transaction(async (sql) => {
        await sql.notify('notes');
        await sql.notify('control');
      });
      await vi.waitFor(() => expect(control).toHaveBeenCalled(), { timeout: 5_000 });
      expect(wake).toHaveBeenCalledTimes(before);
    });

    it('has a topic that is a plain word', async () => {
      await expect(database.notify("x'; drop table note; --")).rejects.toThrow(TypeError);
    });
  });

  it('promise 32: once closed, says that it is not available', async () => {
    const { openDatabase } = await import('./open-database.ts');
    const { url, folder } = testbed.place;
    const other = await openDatabase({ url: url ?? undefined, folder });
    await other.close();
    await expect(other.first('select id from note')).rejects.toThrow(DatabaseUnavailable);
    await expect(other.run('delete from note')).rejects.toThrow(DatabaseUnavailable);
    await expect(other.transaction(async () => 1)).rejects.toThrow(DatabaseUnavailable);
  });
});
