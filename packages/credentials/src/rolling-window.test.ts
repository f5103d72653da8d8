import { type Instant, utf8 } from '@tessera/base';
import { eachEngine, openTestbed, type Testbed } from '@tessera/testbed';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claim, giveBack, type RollingLimit, sweepWindows } from './rolling-window.ts';
import { rooms } from './testing/people.ts';

const FIVE: RollingLimit = { kind: 'five', limit: 5, period: 3_600, gap: 60 };
const TEN: RollingLimit = { kind: 'ten', limit: 10, period: 3_600, gap: 0 };
const subject = utf8('a contact');

eachEngine((engine) => {
  describe('rolling window', () => {
    let testbed: Testbed;
    const claimNow = (rule: RollingLimit, of = subject) =>
      testbed.database.transaction((sql) => claim(sql, rule, of, testbed.clock.now()));
    beforeEach(async () => {
      testbed = await openTestbed(engine, { migrations: rooms });
    });
    afterEach(() => testbed.close());

    it('keeps the gap to the millisecond, and says when it is over', async () => {
      const began = testbed.clock.now();
      expect(await claimNow(FIVE)).toEqual({ granted: true, nextAt: began + 60 });
      testbed.clock.advance(59);
      expect(await claimNow(FIVE)).toEqual({ granted: false, until: began + 60, because: 'gap' });
      testbed.clock.advance(1);
      expect(await claimNow(FIVE)).toMatchObject({ granted: true });
    });

    it('counts any period, not those of the calendar', async () => {
      const began = testbed.clock.now();
      for (let i = 0; i < 5; i++) {
        expect(await claimNow(FIVE)).toMatchObject({ granted: true });
        testbed.clock.advance(600);
      }
      expect(await claimNow(FIVE)).toEqual({ granted: false, until: began + 3_600, because: 'limit' });
      testbed.clock.set(began + 3_599);
      expect(await claimNow(FIVE)).toMatchObject({ granted: false });
      testbed.clock.set(began + 3_600);
      expect(await claimNow(FIVE)).toMatchObject({ granted: true });
    });

    it('is kept for each subject and each kind by itself', async () => {
      expect(await claimNow(FIVE)).toMatchObject({ granted: true });
      expect(await claimNow(FIVE, utf8('another'))).toMatchObject({ granted: true });
      expect(await claimNow(TEN)).toMatchObject({ granted: true });
      expect(await claimNow(FIVE)).toMatchObject({ granted: false });
    });

    it('does what a list of all the times would do', { timeout: 60_000 }, async () => {
      const acts = fc.array(
        fc.oneof(
          { weight: 4, arbitrary: fc.constant('claim' as const) },
          { weight: 1, arbitrary: fc.constant('give back' as const) },
          { weight: 3, arbitrary: fc.integer({ min: 1, max: 1_500 }) },
        ),
        { maxLength: 40 },
      );
      let run = 0;
      await fc.assert(
        fc.asyncProperty(acts, fc.constantFrom(FIVE, TEN), async (list, rule) => {
          const of = utf8(`run ${run++}`);
          let taken: Instant[] = [];
          for (const act of list) {
            const now = testbed.clock.now();
            if (typeof act === 'number') testbed.clock.advance(act);
            else if (act === 'give back') {
              await giveBack(testbed.database, rule, of);
              taken = taken.slice(1);
            } else {
              const recent = taken.filter((at) => at > now - rule.period).length;
              const allowed = recent < rule.limit && (taken[0] ?? 0) <= now - rule.gap;
              expect((await claimNow(rule, of)).granted).toBe(allowed);
              if (allowed) taken = [now, ...taken];
            }
          }
        }),
        { numRuns: 25 },
      );
    });

    it('gives a burst exactly the limit', async () => {
      const claims = await Promise.all(Array.from({ length: 40 }, () => claimNow(TEN)));
      expect(claims.filter(({ granted }) => granted)).toHaveLength(10);
    });

    it('forgets those of whom nothing was taken since', async () => {
      await claimNow(TEN);
      const at = testbed.clock.now();
      expect(await sweepWindows(testbed.database, at)).toBe(0);
      expect(await sweepWindows(testbed.database, at + 1)).toBe(1);
    });
  });
});
