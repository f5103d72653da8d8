import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { eachEngine, inProcesses, killedAfter, openTestbed, seededMoments, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDatabase } from './open-database.ts';
import { migrations } from './testing/schema.ts';

const script = (name: string) => new URL(`./testing/${name}.ts`, import.meta.url);

eachEngine((engine) => {
  describe('two processes on one database', () => {
    let testbed: Testbed;
    beforeEach(async () => {
      testbed = await openTestbed(engine, { migrations });
    });
    afterEach(() => testbed.close());

    it('promise 1: of 100 who spend at once, five may', async () => {
      const allowed = await inProcesses<number, number>(testbed, script('spend-budget'), [50, 50]);
      expect(allowed.reduce((sum, each) => sum + each)).toBe(5);
      expect(await testbed.database.first('select spent from budget')).toEqual({ spent: 5 });
    });

    it('lose nothing of what the other writes', async () => {
      await inProcesses(testbed, script('write-in-turn'), [{ rows: 60 }, { rows: 60 }]);
      expect(await testbed.database.first('select spent from budget')).toEqual({ spent: 120 });
      expect(await testbed.database.first('select count(*) as notes from note')).toEqual({ notes: 120 });
    });

    it('wait for each other, and wake each other', async () => {
      const wake = vi.fn();
      testbed.database.listen('notes', wake);
      const slow = inProcesses(testbed, script('hold-the-file'), [{ milliseconds: 300 }]);
      await testbed.database.run('update note set remark = $1 where id = $2', 'seen', 'slow');
      await slow;
      await vi.waitFor(() => expect(wake).toHaveBeenCalled(), { timeout: 5_000 });
      expect(await testbed.database.first('select id from note')).toEqual({ id: 'slow' });
    });
  });

  describe('kill -9', () => {
    const seed = 'storage';
    for (const [run, milliseconds] of seededMoments(seed, 5, 400).entries()) {
      it(`promise 29: loses nothing acknowledged, and leaves nothing half done (seed ${seed}, ${milliseconds} ms)`, async () => {
        const testbed = await openTestbed(engine);
        try {
          // A folder of its own: this process does not hold the file, so opening it again really recovers it.
          const folder = join(testbed.place.folder, 'killed');
          await mkdir(folder);
          const there: Testbed = { ...testbed, place: { ...testbed.place, folder } };
          const acknowledged = await killedAfter<string>(there, script('write-until-killed'), {
            input: { run },
            milliseconds,
          });

          const database = await openDatabase({ url: testbed.place.url ?? undefined, folder });
          try {
            await database.run('create table if not exists note (id text primary key)'); // It may have died before it had tables.
            await database.run('create table if not exists job (id text primary key)');
            const notes = await database.all<{ id: string }>('select id from note order by id');
            const stored = new Set(notes.map(({ id }) => id));
            expect(acknowledged.filter((id) => !stored.has(id))).toEqual([]);
            expect(await database.all('select id from job order by id')).toEqual(notes);
          } finally {
            await database.close();
          }
        } finally {
          await testbed.close();
        }
      });
    }
  });
});
