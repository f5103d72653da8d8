import { describe, expect, it } from 'vitest';
import { ageOn, beginningOf, birthdayAt, civilDateAt, dayAfter, isCivilDate } from './civil-date.ts';

describe('civil date', () => {
  it('MIN-05 begins at midnight in Rome, in winter and in summer', () => {
    expect(civilDateAt(Date.parse('2026-01-14T22:59:59.999Z'))).toBe('2026-01-14');
    expect(civilDateAt(Date.parse('2026-01-14T23:00:00.000Z'))).toBe('2026-01-15');
    expect(civilDateAt(Date.parse('2026-07-14T21:59:59.999Z'))).toBe('2026-07-14');
    expect(civilDateAt(Date.parse('2026-07-14T22:00:00.000Z'))).toBe('2026-07-15');
  });

  it('MIN-05 makes someone a year older on the birthday itself', () => {
    expect(ageOn('2008-11-26', '2026-11-25')).toBe(17);
    expect(ageOn('2008-11-26', '2026-11-26')).toBe(18);
    expect(ageOn('2021-11-25', '2026-11-25')).toBe(5);
  });

  it('MIN-05 moves a birthday on 29 February to 1 March in common years', () => {
    expect(birthdayAt('2008-02-29', 18)).toBe('2026-03-01');
    expect(birthdayAt('2008-02-29', 20)).toBe('2028-02-29');
    expect(ageOn('2008-02-29', '2026-02-28')).toBe(17);
    expect(ageOn('2008-02-29', '2026-03-01')).toBe(18);
  });

  it('begins at a moment before which it was the day before, also when the clocks change', () => {
    for (const day of [
      '2026-01-15',
      '2026-03-29',
      '2026-03-30',
      '2026-07-15',
      '2026-10-25',
      '2026-10-26',
      '2024-02-29',
    ]) {
      expect(civilDateAt(beginningOf(day))).toBe(day);
      expect(dayAfter(civilDateAt(beginningOf(day) - 1))).toBe(day);
    }
    expect(dayAfter('2026-12-31')).toBe('2027-01-01');
  });

  it('is a day that exists', () => {
    expect(['2024-02-29', '2026-12-31'].every(isCivilDate)).toBe(true);
    expect(['2026-02-29', '2026-13-01', '2026-1-1', '', 'oggi', '2026-12-31T00'].some(isCivilDate)).toBe(false);
  });
});
