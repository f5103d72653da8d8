import { AsyncLocalStorage } from 'node:async_hooks';
import { AlreadyExists, type Database } from '@tessera/base';
import { eachEngine, openTestbed, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrations } from './testing/schema.ts';

/** The contract of `Database.transaction`, which both engines keep. */
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

  describe('a transaction', () => {
    it('happens as a whole, and is seen by others only then', async () => {
      await database.transaction(async (sql) => {
        await sql.run('insert into note (id, written_at) values ($1, $2)', 'a', 1);
        expect(await sql.first('select id from note')).toEqual({ id: 'a' });
      });
      expect(await ids()).toEqual(['a']);
    });

    it('leaves nothing behind when its work fails', async () => {
      const failing = database.transaction(async (sql) => {
        await sql.run('insert into note (id, written_at) values ($1, $2)', 'a', 1);
        throw new RangeError('no');
      });
      await expect(failing).rejects.toThrow(RangeError);
      expect(await ids()).toEqual([]);
    });

    it('returns what its work returns', async () => {
      expect(await database.transaction(async () => 42)).toBe(42);
    });

    it('does not commit after a failed statement, also when the error was swallowed', async () => {
      await write('a');
      const spoilt = database.transaction(async (sql) => {
        await sql.run('insert into note (id, written_at) values ($1, $2)', 'b', 1);
        await sql.run('insert into note (id, written_at) values ($1, $2)', 'a', 1).catch(() => undefined);
        // The first error comes again: after it nothing more happens in here.
        await expect(sql.first('select id from note order by id')).rejects.toThrow(AlreadyExists);
      });
      await expect(spoilt).rejects.toThrow('swallowed');
      expect(await ids()).toEqual(['a']);
    });

    it('does not commit after a failed statement that nobody waited for', async () => {
      await write('a');
      const spoilt = database.transaction(async (sql) => {
        await sql.run('insert into note (id, written_at) values ($1, $2)', 'b', 1);
        void sql.run('insert into note (id, written_at) values ($1, $2)', 'a', 1).catch(() => undefined);
      });
      await expect(spoilt).rejects.toThrow();
      expect(await ids()).toEqual(['a']);
    });

    it('that fails takes nothing of its neighbours with it', async () => {
      const outcomes = await Promise.allSettled(
        Array.from({ length: 100 }, (_, n) =>
          database.transaction(async (sql) => {
            await sql.run('insert into note (id, written_at) values ($1, $2)', String(n).padStart(3, '0'), n);
            if (n % 3 === 0) await sql.run('insert into note (id, written_at) values ($1, $2)', `${n} again`, null);
            if (n % 3 === 1) throw new Error('no');
          }),
        ),
      );
      expect(outcomes.map(({ status }) => status === 'fulfilled')).toEqual(outcomes.map((_, n) => n % 3 === 2));
      expect(await ids()).toEqual(outcomes.flatMap((_, n) => (n % 3 === 2 ? [String(n).padStart(3, '0')] : [])));
    });

    it('is the only one to send statements while it runs', async () => {
      const nested = database.transaction(() => database.transaction(async () => 1));
      await expect(nested).rejects.toThrow('inside a transaction');
      const around = database.transaction(() => database.first('select id from note'));
      await expect(around).rejects.toThrow('inside a transaction');
      const written = database.transaction(async () => write('a'));
      await expect(written).rejects.toThrow('inside a transaction');
      expect(await ids()).toEqual([]);
    });

    it('leaves a handle that does nothing any more', async () => {
      const kept = await database.transaction(async (sql) => sql);
      await expect(kept.run('insert into note (id, written_at) values ($1, $2)', 'a', 1)).rejects.toThrow('over');
      expect(await ids()).toEqual([]);
    });

    it('lets what it started go on after its end', async () => {
      let later: Promise<number> | undefined;
      await database.transaction(async () => {
        later = new Promise((resolve) => setTimeout(() => resolve(write('later')), 20));
      });
      expect(await later).toBe(1);
    });

    it('runs in the context of whoever asked', async () => {
      const request = new AsyncLocalStorage<number>();
      const seen = await Promise.all(
        [1, 2, 3].map((n) => request.run(n, () => database.transaction(async () => request.getStore()))),
      );
      expect(seen).toEqual([1, 2, 3]);
    });

    it('may be one of many at once, each whole', async () => {
      await Promise.all(
        Array.from({ length: 120 }, (_, n) =>
          database.transaction(async (sql) => {
            await sql.run('update budget set spent = spent + 1 where id = $1', 'digits');
            await sql.run('insert into note (id, written_at) values ($1, $2)', String(n), n);
          }),
        ),
      );
      expect(await database.first('select spent from budget')).toEqual({ spent: 120 });
      expect(await ids()).toHaveLength(120);
    });
  });
});
