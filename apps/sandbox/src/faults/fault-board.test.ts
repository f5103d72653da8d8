import { HOUR, SECOND } from '@tessera/base';
import { describe, expect, it } from 'vitest';
import { FaultBoard, SMS_LATE_BY } from './fault-board.ts';

function board() {
  let now = 1_000_000;
  const faults = new FaultBoard({ now: () => now });
  return { faults, pass: (ms: number) => (now += ms) };
}

describe('the fault board', () => {
  it('mends by itself what was broken for a time, from that very moment', () => {
    const { faults, pass } = board();
    faults.add('database-gone', null, 3 * SECOND);
    pass(3 * SECOND - 1);
    expect(faults.striking('database-gone')).toBeDefined();
    pass(1);
    expect(faults.striking('database-gone')).toBeUndefined();
    expect(faults.list()).toEqual([]);
  });

  it('keeps everything else until it is taken away, once', () => {
    const { faults, pass } = board();
    const { id } = faults.add('sms-lost', null, null);
    pass(1_000 * HOUR);
    expect(faults.striking('sms-lost', '+393990000001')).toBeDefined();
    expect(faults.remove(id)).toBe(true);
    expect(faults.remove(id)).toBe(false);
  });

  it('strikes only its target', () => {
    const { faults } = board();
    faults.add('sms-lost', '+393990000001', null);
    expect(faults.striking('sms-lost', '+393990000001')).toBeDefined();
    expect(faults.striking('sms-lost', '+393990000002')).toBeUndefined();
    expect(faults.striking('sms-down', '+393990000001')).toBeUndefined();
  });

  it('reads the length of a late SMS as its lateness', () => {
    const { faults } = board();
    expect(faults.add('sms-late', null, null)).toMatchObject({ lateBy: SMS_LATE_BY, endsAt: null });
    expect(faults.add('sms-late', null, HOUR)).toMatchObject({ lateBy: HOUR, endsAt: null });
    expect(faults.striking('sms-late')?.lateBy).toBe(HOUR);
  });
});
