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

  it('strikes a card once, at the n-th command to it, and is over with that', () => {
    const { faults } = board();
    faults.add('tag-lost', 'CA00000AA', null, 2);
    expect(faults.countCommand('CA00000BB')).toBeNull();
    expect(faults.countCommand('CA00000AA')).toBeNull();
    expect(faults.list()).toMatchObject([{ atApdu: 1 }]);
    expect(faults.countCommand('CA00000AA')).toBe('tag-lost');
    expect(faults.countCommand('CA00000AA')).toBeNull();
    expect(faults.list()).toEqual([]);
  });

  it('strikes the next command when nobody says which, and one fault at a time', () => {
    const { faults } = board();
    expect(faults.add('power-torn', null, null)).toMatchObject({ atApdu: 1, endsAt: null });
    faults.add('tag-lost', null, null);
    expect(faults.countCommand('CA00000AA')).toBe('power-torn');
    expect(faults.countCommand('CA00000AA')).toBe('tag-lost');
  });

  it('tells who listens of what was broken, what struck and what was mended', () => {
    const { faults } = board();
    let told = 0;
    const stop = faults.onChange(() => told++);
    const { id } = faults.add('reader-gone', null, null);
    faults.remove(id);
    faults.add('tag-lost', null, null);
    faults.countCommand('CA00000AA');
    expect(told).toBe(4);
    stop();
    faults.clear();
    expect(told).toBe(4);
  });
});
