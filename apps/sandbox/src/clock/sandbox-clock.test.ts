import { DAY, HOUR } from '@tessera/base';
import { describe, expect, it } from 'vitest';
import { LAST_INSTANT, moveClock, RUNNING_WITH_THE_MACHINE, readClock, SandboxClock } from './sandbox-clock.ts';

const machine = Date.UTC(2026, 10, 25, 12);
const running = RUNNING_WITH_THE_MACHINE;
const frozen = { offset: 0, frozenAt: machine };
const twoDays = { kind: 'advance', by: { months: 0, milliseconds: 2 * DAY } } as const;

function moved(state: typeof running, move: Parameters<typeof moveClock>[1], at = machine) {
  const next = moveClock(state, move, at);
  if (typeof next === 'string') throw new Error(next);
  return next;
}

describe('the clock of the sandbox', () => {
  it('runs with the machine until it is moved', () => {
    expect(readClock(running, machine)).toBe(machine);
    expect(readClock(running, machine + HOUR)).toBe(machine + HOUR);
  });

  it('jumps 48 hours and goes on running', () => {
    const state = moved(running, twoDays);
    expect(readClock(state, machine)).toBe(machine + 2 * DAY);
    expect(readClock(state, machine + HOUR)).toBe(machine + 2 * DAY + HOUR);
  });

  it('stands where it was frozen, may be moved there, and goes on from there', () => {
    const state = moved(running, { kind: 'freeze' });
    expect(readClock(state, machine + HOUR)).toBe(machine);
    const later = moved(state, twoDays, machine + HOUR);
    expect(readClock(later, machine + 3 * HOUR)).toBe(machine + 2 * DAY);
    const released = moved(later, { kind: 'release' }, machine + 3 * HOUR);
    expect(readClock(released, machine + 4 * HOUR)).toBe(machine + 2 * DAY + HOUR);
  });

  it('changes nothing when it is frozen or released twice', () => {
    expect(moved(frozen, { kind: 'freeze' }, machine + HOUR)).toEqual(frozen);
    expect(readClock(moved(running, { kind: 'release' }), machine)).toBe(machine);
  });

  it('never goes backwards', () => {
    expect(moveClock(running, { kind: 'set', to: machine - 1 }, machine)).toBe('backwards');
    expect(moveClock(frozen, { kind: 'set', to: machine - 1 }, machine + HOUR)).toBe('backwards');
    expect(moveClock(running, { kind: 'set', to: machine }, machine)).toEqual(running);
  });

  it('stops at the end of 2099', () => {
    expect(moveClock(running, { kind: 'set', to: LAST_INSTANT + 1 }, machine)).toBe('too-far');
    expect(moveClock(running, { kind: 'advance', by: { months: 12_000, milliseconds: 0 } }, machine)).toBe('too-far');
  });

  it('takes up a state from an earlier run', () => {
    const clock = new SandboxClock({ now: () => machine + HOUR }, { offset: DAY, frozenAt: null });
    expect(clock.now()).toBe(machine + HOUR + DAY);
    clock.adopt(frozen);
    expect(clock.now()).toBe(machine);
    expect(clock.state).toEqual(frozen);
  });
});
