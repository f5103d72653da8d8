import { DAY, HOUR, MINUTE, SECOND } from '@tessera/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countTry, FAILURES_MAX, giveBackTry, type Lane, NO_FAILURES } from './password-throttle.ts';

const START = 1_000_000_000_000;

/** Fails at each of the moments; tells at which of them something was compared. */
function fail(moments: readonly number[], lane: Lane = 'stranger'): { at: number; may: string }[] {
  let failures = NO_FAILURES;
  return moments.map((at) => {
    const next = countTry(failures, lane, at);
    if (next.may !== 'wait') failures = next.counted;
    return { at, may: next.may };
  });
}

/** Fails as often as it is allowed, at once; gives the waits in between. */
function waits(count: number): number[] {
  let [failures, now] = [NO_FAILURES, START];
  return Array.from({ length: count }, () => {
    const next = countTry(failures, 'stranger', now);
    if (next.may === 'wait') throw new Error('too early');
    failures = next.counted;
    const wait = Math.max(failures.waitsUntil - now, 0);
    now += wait;
    return wait;
  });
}

describe('password throttle', () => {
  it('T-LOG-02 lets five through at once, then waits the minute out and doubles from there to an hour', () => {
    expect(waits(14)).toEqual([
      ...[0, 0, 0, 0],
      ...[MINUTE, MINUTE, 2 * MINUTE, 4 * MINUTE, 8 * MINUTE, 16 * MINUTE, 32 * MINUTE],
      ...[HOUR, HOUR, HOUR],
    ]);
  });

  it('T-LOG-02 begins with 30 seconds when the five took longer than a minute', () => {
    const slowly = [0, 30, 60, 90, 120].map((seconds) => START + seconds * SECOND);
    const last = slowly.at(-1) ?? 0;
    expect(fail([...slowly, last + 30 * SECOND - 1, last + 30 * SECOND]).map(({ may }) => may)).toEqual([
      ...Array(5).fill('compare'),
      'wait',
      'compare',
    ]);
  });

  it('forgets the delay after a day of rest, and never the count', () => {
    let failures = NO_FAILURES;
    for (let day = 0; day < 18; day++) {
      for (let i = 0; i < 5; i++) {
        const next = countTry(failures, 'stranger', START + day * (DAY + HOUR));
        expect(next.may).toBe('compare');
        if (next.may !== 'wait') failures = next.counted;
      }
    }
    expect(failures.failures).toBe(90);
    expect(countTry(failures, 'stranger', START + 100 * DAY).may).toBe('pretend');
  });

  it('T-LOG-02 never compares more than 100 in a row, whenever they come', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 * DAY }), { minLength: 150, maxLength: 400 }), (gaps) => {
        let now = START;
        const moments = gaps.map((gap) => (now += gap));
        const compared = (lane: Lane) => fail(moments, lane).filter(({ may }) => may === 'compare').length;
        expect(compared('stranger')).toBeLessThanOrEqual(90);
        expect(compared('known-browser')).toBeLessThanOrEqual(10);
      }),
    );
    expect(FAILURES_MAX.stranger + FAILURES_MAX['known-browser']).toBe(100);
  });

  it('T-LOG-02 never compares more than five in the first minute of a streak', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 * SECOND }), { maxLength: 60 }), (gaps) => {
        let now = START;
        const moments = [START, ...gaps.map((gap) => (now += gap))];
        const inFirstMinute = fail(moments).filter(({ at, may }) => may !== 'wait' && at < START + MINUTE);
        expect(inFirstMinute.length).toBeLessThanOrEqual(5);
      }),
    );
  });

  it('promise 7 delays an account that had all of its tries like any other', () => {
    const spent = { ...NO_FAILURES, failures: 90 };
    const both = [NO_FAILURES, spent].map((start) => {
      let [failures, now] = [start, START];
      return Array.from({ length: 20 }, () => {
        const next = countTry(failures, 'stranger', now);
        if (next.may !== 'wait') failures = next.counted;
        now += 20 * SECOND;
        return next.may === 'wait' ? next.until : 'answered';
      });
    });
    expect(both[0]).toEqual(both[1]);
  });

  it('promise 7 shows strangers nothing of an owner who signs in meanwhile', () => {
    const gap = fc.oneof(
      fc.integer({ min: 0, max: 2 * MINUTE }),
      // Around the day of rest, at which a try too many in between would show.
      fc.integer({ min: 10 * HOUR, max: 14 * HOUR }),
      fc.integer({ min: 0, max: 2 * DAY }),
    );
    const acts = fc.array(fc.tuple(fc.constantFrom('stranger', 'stranger', 'owner'), gap), { maxLength: 80 });
    fc.assert(
      fc.property(acts, (list) => {
        const view = (ownerSignsIn: boolean) => {
          let [failures, now] = [NO_FAILURES, START];
          return list.flatMap(([who, milliseconds]) => {
            now += milliseconds;
            const next = countTry(failures, 'stranger', now);
            if (who === 'stranger') {
              if (next.may !== 'wait') failures = next.counted;
              return [next.may === 'wait' ? next.until : 'answered'];
            }
            if (ownerSignsIn && next.may !== 'wait') {
              failures = giveBackTry(next.counted, { before: failures, counted: next.counted });
            }
            return [];
          });
        };
        expect(view(true)).toEqual(view(false));
      }),
      { numRuns: 500 },
    );
  });

  it('gives parallel right tries back in any order, and others’ failures never', () => {
    let failures = NO_FAILURES;
    const turns = Array.from({ length: 5 }, () => {
      const next = countTry(failures, 'stranger', START);
      if (next.may === 'wait') throw new Error('too early');
      const turn = { before: failures, counted: next.counted };
      failures = next.counted;
      return turn;
    });
    const [first, , third, , fifth] = turns;
    if (!first || !third || !fifth) throw new Error('five turns');
    const inAnyOrder = [third, fifth, first].reduce(giveBackTry, failures);
    expect(inAnyOrder).toMatchObject({ streak: 2, failures: 0, waitsUntil: 0 });
    // The fourth was wrong, the first was right: four tries are left in the streak, and so no delay yet.
    expect(giveBackTry(failures, first)).toMatchObject({ streak: 4, waitsUntil: 0 });
  });
});
