import { eachEngine, inProcesses, openTestbed, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrations } from './testing/schema.ts';
import { takeJobs } from './testing/take.ts';

eachEngine((engine) => {
  describe('claim', () => {
    let testbed: Testbed;
    beforeEach(async () => {
      testbed = await openTestbed(engine, { migrations });
    });
    afterEach(() => testbed.close());

    const put = async (count: number, dueAt = (n: number) => n) => {
      await testbed.database.transaction(async (sql) => {
        for (let n = 0; n < count; n++) {
          await sql.run('insert into job (id, due_at) values ($1, $2)', String(n).padStart(3, '0'), dueAt(n));
        }
      });
    };

    it('takes what is due, the oldest first, and no more than asked', async () => {
      await put(5, (n) => 102 - n); // 002, 003 and 004 are due at 100.
      expect(await takeJobs(testbed.database, 'a', 2)).toEqual(['003', '004']);
      expect(await takeJobs(testbed.database, 'a', 2)).toEqual(['002']);
      expect(await takeJobs(testbed.database, 'a', 2)).toEqual([]);
    });

    it('gives a row to one worker only, while others take at the same time', async () => {
      await put(60);
      const taken = await Promise.all(Array.from({ length: 20 }, (_, n) => takeJobs(testbed.database, `w${n}`, 3)));
      expect(taken.flat().sort()).toEqual(Array.from({ length: 60 }, (_, n) => String(n).padStart(3, '0')));
    });

    it('gives back what a failed transaction took', async () => {
      await put(2);
      const failing = testbed.database.transaction(async (sql) => {
        expect(await takeJobs(sql, 'a', 2)).toHaveLength(2);
        throw new Error('lost');
      });
      await expect(failing).rejects.toThrow('lost');
      expect(await takeJobs(testbed.database, 'b', 2)).toHaveLength(2);
    });

    it('gives a row to one process only', async () => {
      await put(90);
      const script = new URL('./testing/take-jobs.ts', import.meta.url);
      const taken = await inProcesses<null, string[]>(testbed, script, [null, null, null]);
      expect(taken.flat().sort()).toEqual(Array.from({ length: 90 }, (_, n) => String(n).padStart(3, '0')));
    });
  });
});
