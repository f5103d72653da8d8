import { type Clock, type Instant, MINUTE, SECOND } from '@tessera/base';

/** What can be broken on purpose, and what `for` means for it. */
export const FAULT_KINDS = [
  'sms-late',
  'sms-lost',
  'sms-duplicated',
  'sms-down',
  'email-down',
  'email-lost',
  'database-gone',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Faults of parts that do not exist yet, with the part that brings them. */
export const LATER_FAULT_KINDS: ReadonlyMap<string, string> = new Map([
  ['push-lost', 'the CieID app'],
  ['push-late', 'the CieID app'],
  ['tag-lost', 'the virtual card'],
]);

/** How late an SMS is, and for how long the database is gone, when nobody says. Everything else lasts until it is mended. */
export const SMS_LATE_BY = 2 * MINUTE;
export const DATABASE_GONE_FOR = 10 * SECOND;

export interface Fault {
  readonly id: string;
  readonly kind: FaultKind;
  /** The phone number or e-mail address that it strikes; null strikes everybody. */
  readonly target: string | null;
  /** `sms-late`: how late, on the country's clock. Otherwise null. */
  readonly lateBy: number | null;
  /** When it mends itself, on the machine's clock; null lasts until it is taken away. */
  readonly endsAt: Instant | null;
}

/**
 * What is broken now. Lives in memory: a new start mends everything.
 *
 * A fault lasts in real time, because a frozen clock would otherwise keep it for ever.
 */
export class FaultBoard {
  readonly #machine: Clock;
  readonly #faults = new Map<string, Fault>();
  #made = 0;

  constructor(machine: Clock) {
    this.#machine = machine;
  }

  /** `length` in milliseconds: the lateness of `sms-late`, the duration of all others; null takes the default. */
  add(kind: FaultKind, target: string | null, length: number | null): Fault {
    this.#made++;
    const late = kind === 'sms-late';
    const lasts = length ?? (kind === 'database-gone' ? DATABASE_GONE_FOR : null);
    const fault: Fault = {
      id: `fault-${this.#made}`,
      kind,
      target,
      lateBy: late ? (length ?? SMS_LATE_BY) : null,
      endsAt: late || lasts === null ? null : this.#machine.now() + lasts,
    };
    this.#faults.set(fault.id, fault);
    return fault;
  }

  /** False when there is no such fault, or it has mended itself. */
  remove(id: string): boolean {
    this.#mend();
    return this.#faults.delete(id);
  }

  clear(): void {
    this.#faults.clear();
  }

  list(): Fault[] {
    this.#mend();
    return [...this.#faults.values()];
  }

  /** The newest fault of this kind that strikes this target. */
  striking(kind: FaultKind, target: string | null = null): Fault | undefined {
    return this.list().findLast((fault) => fault.kind === kind && (fault.target === null || fault.target === target));
  }

  #mend(): void {
    const now = this.#machine.now();
    for (const { id, endsAt } of this.#faults.values()) if (endsAt !== null && endsAt <= now) this.#faults.delete(id);
  }
}
