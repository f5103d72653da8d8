import { DAY, HOUR, MINUTE } from '@tessera/base';
import { describe, expect, it } from 'vitest';
import { after, parseDuration } from './duration.ts';

describe('ISO 8601 durations', () => {
  it.each([
    ['PT48H', 0, 48 * HOUR],
    ['P2D', 0, 2 * DAY],
    ['P1W', 0, 7 * DAY],
    ['PT10M', 0, 10 * MINUTE],
    ['P1DT1H1M1.5S', 0, DAY + HOUR + MINUTE + 1500],
    ['P18Y', 216, 0],
    ['P1Y6M', 18, 0],
    ['P1MT1M', 1, MINUTE],
  ])('reads %s', (text, months, milliseconds) => {
    expect(parseDuration(text)).toEqual({ months, milliseconds });
  });

  it.each([
    '',
    'P',
    'PT',
    'P1DT',
    '48H',
    'PT48',
    'P-1D',
    '-P1D',
    'PT1H30',
    'P1H',
    'pt1h',
    'PT1H ',
    'P1.5D',
    'PT0S',
    'P٢D',
    `P${'9'.repeat(400)}D`,
  ])('refuses "%s"', (text) => {
    expect(parseDuration(text)).toBeNull();
  });

  it('adds months by the calendar', () => {
    const add = (from: string, months: number) =>
      new Date(after(Date.parse(from), { months, milliseconds: 0 })).toISOString().slice(0, 10);
    expect(add('2026-01-31T12:00:00Z', 1)).toBe('2026-02-28');
    expect(add('2024-02-29T12:00:00Z', 12)).toBe('2025-02-28');
    expect(add('2026-11-30T12:00:00Z', 3)).toBe('2027-02-28');
    expect(add('2026-11-15T12:00:00Z', 216)).toBe('2044-11-15');
  });
});
