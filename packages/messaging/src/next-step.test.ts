import { HOUR, MINUTE, SECOND } from '@tessera/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextStep, waitAfter } from './next-step.ts';

const NOW = Date.parse('2026-11-25T10:00:00Z');
const code = { tries: 1, usefulUntil: NOW + 10 * MINUTE };
const notice = { tries: 1, usefulUntil: null };

describe('what becomes of a message', () => {
  it('T-INF-07 waits twice as long after each try, from 5 seconds to 24 hours', () => {
    expect([1, 2, 3, 4].map(waitAfter)).toEqual([5, 10, 20, 40].map((seconds) => seconds * SECOND));
    expect(waitAfter(15)).toBe(5 * SECOND * 2 ** 14);
    expect([16, 17, 1000, 1_000_000].map(waitAfter)).toEqual([24, 24, 24, 24].map((hours) => hours * HOUR));
  });

  it('is sent when it was taken, and given up when it was refused', () => {
    for (const message of [code, notice]) {
      expect(nextStep(message, 'taken', false, NOW)).toEqual({ step: 'sent' });
      expect(nextStep(message, 'refused', true, NOW)).toEqual({ step: 'give-up', why: 'refused' });
    }
  });

  it('T-INF-06 does not repeat a code that may have arrived, unless the gateway recognises it', () => {
    expect(nextStep(code, 'unknown', false, NOW)).toEqual({ step: 'give-up', why: 'outcome-unknown' });
    expect(nextStep(code, 'unknown', true, NOW)).toEqual({ step: 'try-again', at: NOW + 5 * SECOND });
    expect(nextStep(code, 'not-sent', false, NOW)).toEqual({ step: 'try-again', at: NOW + 5 * SECOND });
  });

  it('T-INF-07 loses no notice, however often it fails', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.constantFrom('not-sent', 'unknown'), (tries, attempt) => {
        expect(nextStep({ tries, usefulUntil: null }, attempt, false, NOW).step).toBe('try-again');
      }),
    );
  });

  it('T-INF-06 drops a code whose next try would come too late', () => {
    const until = NOW + 5 * SECOND;
    expect(nextStep({ tries: 1, usefulUntil: until }, 'not-sent', false, NOW)).toEqual({
      step: 'give-up',
      why: 'too-late',
    });
    expect(nextStep({ tries: 1, usefulUntil: until + 1 }, 'not-sent', false, NOW).step).toBe('try-again');
  });
});
