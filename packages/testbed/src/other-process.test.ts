import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eachEngine } from './each-engine.ts';
import type { Testbed } from './ground-at.ts';
import { inProcesses, killedAfter, seededMoments } from './other-process.ts';
import { openTestbed } from './testbed.ts';

const echo = new URL('./testing/echo.ts', import.meta.url);

interface Echo {
  readonly index: number;
  readonly wish: string;
  readonly pid: number;
  readonly seen: number;
  readonly now: number;
  readonly digest: Uint8Array;
  readonly drawn: Uint8Array;
}

eachEngine((engine) => {
  describe('other processes', () => {
    let testbed: Testbed;
    beforeEach(async () => {
      testbed = await openTestbed(engine, {
        migrations: [{ id: 'shelf/1', sql: 'create table shelf (id text primary key, put_at bigint not null)' }],
      });
      await testbed.database.run('insert into shelf (id, put_at) values ($1, $2)', 'a', 7);
    });
    afterEach(() => testbed.close());

    it('have the same database, the same keys and the same time, and a chance of their own', async () => {
      testbed.clock.advance(5_000);
      const echoes = await inProcesses<{ wish: string }, Echo>(testbed, echo, [{ wish: 'one' }, { wish: 'two' }]);
      expect(echoes.map(({ index, wish }) => [index, wish])).toEqual([
        [0, 'one'],
        [1, 'two'],
      ]);
      for (const { seen, now, digest } of echoes) {
        expect({ seen, now }).toEqual({ seen: 7, now: testbed.clock.now() });
        expect(Array.from(digest)).toEqual(Array.from(testbed.keys.digest('token', 'x')));
      }
      expect(new Set(echoes.map(({ drawn }) => String(drawn))).size).toBe(2);
      expect(new Set([process.pid, ...echoes.map(({ pid }) => pid)]).size).toBe(3);
    });

    it('fail the test when their script fails', async () => {
      await expect(inProcesses(testbed, echo, [{ wish: 'fail' }])).rejects.toThrow('as wished');
    });

    it('are ended with kill -9, and what they acknowledged is known', async () => {
      const acknowledged = await killedAfter<string>(testbed, echo, { input: { wish: 'wait' }, milliseconds: 300 });
      expect(acknowledged).toEqual(['wait']);
    });

    it('are ended at the same moments for the same seed', () => {
      expect(seededMoments('seed', 20, 500)).toEqual(seededMoments('seed', 20, 500));
      expect(seededMoments('seed', 20, 500)).not.toEqual(seededMoments('other', 20, 500));
      for (const moment of seededMoments('seed', 100, 500)) expect(moment).toBeLessThan(500);
    });
  });
});
