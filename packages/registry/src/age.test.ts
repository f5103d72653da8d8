import { civilDateAt } from '@tessera/base';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { adultOn, ageBand, schoolOn } from './age.ts';

describe('age', () => {
  it('MIN-05 opens schools on the fifth birthday and everything on the eighteenth', () => {
    expect(ageBand('2021-11-26', '2026-11-25')).toBe('under-5');
    expect(ageBand('2021-11-26', '2026-11-26')).toBe('minor');
    expect(ageBand('2008-11-26', '2026-11-25')).toBe('minor');
    expect(ageBand('2008-11-26', '2026-11-26')).toBe('adult');
  });

  it('MIN-05 changes at midnight in Rome, not at midnight elsewhere', () => {
    const born = '2008-07-15';
    expect(ageBand(born, civilDateAt(Date.parse('2026-07-14T21:59:59.999Z')))).toBe('minor');
    expect(ageBand(born, civilDateAt(Date.parse('2026-07-14T22:00:00.000Z')))).toBe('adult');
  });

  it('MIN-05 takes 1 March for those born on 29 February', () => {
    expect(schoolOn('2024-02-29')).toBe('2029-03-01');
    expect(adultOn('2024-02-29')).toBe('2042-03-01');
    expect(ageBand('2024-02-29', '2029-02-28')).toBe('under-5');
    expect(ageBand('2024-02-29', '2029-03-01')).toBe('minor');
    expect(ageBand('2008-02-29', '2026-02-28')).toBe('minor');
    expect(ageBand('2008-02-29', '2026-03-01')).toBe('adult');
  });

  it('MIN-01 a child not yet born has no access either', () => {
    expect(ageBand('2026-11-26', '2026-11-25')).toBe('under-5');
  });

  it('never falls back to a narrower band as days pass', () => {
    const day = fc.date({ min: new Date('1910-01-01'), max: new Date('2090-12-31'), noInvalidDate: true });
    const bands = ['under-5', 'minor', 'adult'];
    fc.assert(
      fc.property(day, day, day, (birth, one, other) => {
        const [born = '', earlier = '', later = ''] = [birth, ...[one, other].sort((a, b) => +a - +b)].map((date) =>
          date.toISOString().slice(0, 10),
        );
        expect(bands.indexOf(ageBand(born, earlier))).toBeLessThanOrEqual(bands.indexOf(ageBand(born, later)));
      }),
    );
  });
});
