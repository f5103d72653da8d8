import type { Clock, Instant } from '@tessera/base';
import { after, type Duration } from './duration.ts';

/** How the country's time relates to the machine's. Kept, so that data stay consistent from run to run. */
export interface ClockState {
  /** The country's time minus the machine's, in milliseconds. Meaningless while the clock stands. */
  readonly offset: number;
  /** Where the clock stands; null while it runs. */
  readonly frozenAt: Instant | null;
}

export const RUNNING_WITH_THE_MACHINE: ClockState = { offset: 0, frozenAt: null };

export type ClockMove =
  | { readonly kind: 'advance'; readonly by: Duration }
  | { readonly kind: 'set'; readonly to: Instant }
  | { readonly kind: 'freeze' }
  | { readonly kind: 'release' };

/**
 * `backwards`: codes would be valid before they were sent, and the audit chain would tell lies; only a reset goes back.
 * `too-far`: past the last day for which a tax code is unambiguous.
 */
export type Refusal = 'backwards' | 'too-far';

/** The end of 2099. */
export const LAST_INSTANT: Instant = Date.UTC(2100, 0, 1) - 1;

export const readClock = (state: ClockState, machine: Instant): Instant => state.frozenAt ?? machine + state.offset;

/** The state after the move, or why there is none. `machine` is the machine's time now. */
export function moveClock(state: ClockState, move: ClockMove, machine: Instant): ClockState | Refusal {
  const now = readClock(state, machine);
  switch (move.kind) {
    case 'freeze':
      return { offset: 0, frozenAt: now };
    case 'release':
      return { offset: now - machine, frozenAt: null };
    case 'advance':
      return standAt(state, after(now, move.by), now, machine);
    case 'set':
      return standAt(state, move.to, now, machine);
  }
}

function standAt(state: ClockState, to: Instant, now: Instant, machine: Instant): ClockState | Refusal {
  if (to < now) return 'backwards';
  if (to > LAST_INSTANT) return 'too-far';
  return state.frozenAt === null ? { offset: to - machine, frozenAt: null } : { offset: 0, frozenAt: to };
}

/** The one clock of the country. It moves when it is told to, and then everything moves. */
export class SandboxClock implements Clock {
  readonly #machine: Clock;
  #state: ClockState;

  constructor(machine: Clock, state: ClockState) {
    this.#machine = machine;
    this.#state = state;
  }

  now(): Instant {
    return readClock(this.#state, this.#machine.now());
  }

  get state(): ClockState {
    return this.#state;
  }

  /** What the move would lead to. It takes effect through `adopt`, once it has been recorded. */
  plan(move: ClockMove): ClockState | Refusal {
    return moveClock(this.#state, move, this.#machine.now());
  }

  adopt(state: ClockState): void {
    this.#state = state;
  }
}
