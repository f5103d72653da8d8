import { MINUTE, SECOND } from '@tessera/base';
import { describe, expect, it } from 'vitest';
import { createRateLimit } from './rate-limit.ts';

describe('requests of one address', () => {
  it('promise 31 are a minute’s worth at once, then one for each part of a minute', () => {
    let now = 1_000_000;
    const limit = createRateLimit({ clock: { now: () => now }, perMinute: 60 });
    expect(Array.from({ length: 60 }, () => limit.take('a'))).not.toContain(false);
    expect(limit.take('a')).toBe(false);
    expect(limit.take('b')).toBe(true);
    now += SECOND;
    expect(limit.take('a')).toBe(true);
    expect(limit.take('a')).toBe(false);
    now += 10 * MINUTE;
    expect(Array.from({ length: 61 }, () => limit.take('a')).filter((taken) => taken)).toHaveLength(60);
  });

  it('are not given back by a clock that goes backwards', () => {
    let now = 1_000_000;
    const limit = createRateLimit({ clock: { now: () => now }, perMinute: 1 });
    expect(limit.take('a')).toBe(true);
    now -= MINUTE;
    expect(limit.take('a')).toBe(false);
  });

  it('promise 26 take bounded memory: the address unseen for longest is forgotten', () => {
    const limit = createRateLimit({ clock: { now: () => 0 }, perMinute: 1 });
    for (let i = 0; i < 50_001; i++) limit.take(`address ${i}`);
    expect(limit.take('address 1')).toBe(false);
    expect(limit.take('address 0')).toBe(true);
  });
});
