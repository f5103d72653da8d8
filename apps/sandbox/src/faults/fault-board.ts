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
  'tag-lost',
  'power-torn',
  'card-slow',
  'reader-gone',
] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

/** Faults of parts that do not exist yet, with the part that brings them. */
export const LATER_FAULT_KINDS: ReadonlyMap<string, string> = new Map([
  ['push-lost', 'the CieID app'],
  ['push-late', 'the CieID app'],
]);

/** Those that strike a card: their target is its serial number. */
export const CARD_FAULT_KINDS: readonly FaultKind[] = ['tag-lost', 'power-torn', 'card-slow'];

/** How late an SMS is, and for how long the database is gone, when nobody says. Everything else lasts until it is mended. */
export const SMS_LATE_BY = 2 * MINUTE;
export const DATABASE_GONE_FOR = 10 * SECOND;
/** How long a slow card thinks about each command when nobody says. */
export const CARD_SLOW_BY = 2 * SECOND;

export interface Fault {
  readonly id: string;
  readonly kind: FaultKind;
  /** The phone number, e-mail address or card that it strikes; null strikes everybody. */
  readonly target: string | null;
  /** `sms-late`: how late, on the country's clock; `card-slow`: how slow, in real time. Otherwise null. */
  readonly lateBy: number | null;
  /** `tag-lost` and `power-torn` strike once, at this command from now on: 1 is the next. Otherwise null. */
  readonly atApdu: number | null;
  /** `tag-lost` after a time: the first command that is not answered by then, on the machine's clock. Otherwise null. */
  readonly strikesAt: Instant | null;
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
  readonly #listeners = new Set<() => void>();
  #made = 0;

  constructor(machine: Clock) {
    this.#machine = machine;
  }

  /**
   * `length` in milliseconds: how late or slow, after how long a tag is lost, the duration of all others; null takes the default.
   * `atApdu`: at which command a card's fault strikes.
   */
  add(kind: FaultKind, target: string | null, length: number | null, atApdu: number | null = null): Fault {
    this.#made++;
    const fault: Fault = { id: `fault-${this.#made}`, kind, target, ...this.#course(kind, length, atApdu) };
    this.#faults.set(fault.id, fault);
    this.#tell();
    return fault;
  }

  #course(kind: FaultKind, length: number | null, atApdu: number | null) {
    const course = { lateBy: null, atApdu: null, strikesAt: null, endsAt: null };
    const fromNow = (time: number | null): Instant | null => (time === null ? null : this.#machine.now() + time);
    switch (kind) {
      case 'sms-late':
        return { ...course, lateBy: length ?? SMS_LATE_BY };
      case 'card-slow':
        return { ...course, lateBy: length ?? CARD_SLOW_BY };
      case 'tag-lost':
      case 'power-torn':
        return length === null || atApdu !== null
          ? { ...course, atApdu: atApdu ?? 1 }
          : { ...course, strikesAt: fromNow(length) };
      case 'database-gone':
        return { ...course, endsAt: fromNow(length ?? DATABASE_GONE_FOR) };
      default:
        return { ...course, endsAt: fromNow(length) };
    }
  }

  /** Counts a command that a card is about to get, and takes away the fault whose turn has come with it. */
  countCommand(serial: string): 'tag-lost' | 'power-torn' | null {
    let struck: 'tag-lost' | 'power-torn' | null = null;
    for (const fault of this.list()) {
      const { id, kind, target, atApdu } = fault;
      if ((kind !== 'tag-lost' && kind !== 'power-torn') || (target !== null && target !== serial)) continue;
      if (atApdu !== null && atApdu > 1) this.#faults.set(id, { ...fault, atApdu: atApdu - 1 });
      else if (struck === null && (atApdu === 1 || this.#isDue(fault))) {
        this.#faults.delete(id);
        struck = kind;
      }
    }
    if (struck !== null) this.#tell();
    return struck;
  }

  #isDue = ({ strikesAt }: Fault): boolean => strikesAt !== null && strikesAt <= this.#machine.now();

  /** False when there is no such fault, or it has mended itself. */
  remove(id: string): boolean {
    this.#mend();
    const removed = this.#faults.delete(id);
    this.#tell();
    return removed;
  }

  clear(): void {
    this.#faults.clear();
    this.#tell();
  }

  /** Calls back whenever something was broken or taken away; what mends itself tells nobody. Returns how to stop. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
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
