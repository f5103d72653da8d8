import type { CardSerial, Instant } from '@tessera/base';
import type { OpenedExchange } from './opened-exchange.ts';

/** Through what a command came: the reader, a phone, or this sandbox's own API and preparations. */
export type Via = 'reader' | 'phone' | 'sandbox';

/** One command and its answer as they went over, and what was inside. */
export interface LoggedExchange {
  /** Rises and is never given twice. */
  readonly number: number;
  readonly at: Instant;
  readonly serial: CardSerial;
  readonly via: Via;
  readonly command: Uint8Array;
  /** Null when none came back: the card was lost, or its power. */
  readonly answer: Uint8Array | null;
  readonly opened: OpenedExchange | null;
}

/** How many are kept: some six logins. */
const EXCHANGES_KEPT = 500;

/**
 * The last things that were said between readers and cards, opened. It lives in this process's memory and belongs to the sandbox
 * alone: it knows codes and keys that no product's log ever sees.
 */
export class ApduLog {
  readonly #kept: LoggedExchange[] = [];
  #last = 0;

  write(exchange: Omit<LoggedExchange, 'number'>): void {
    this.#last++;
    this.#kept.push({ ...exchange, number: this.#last });
    if (this.#kept.length > EXCHANGES_KEPT) this.#kept.shift();
  }

  /** Oldest first. */
  list(serial?: CardSerial): readonly LoggedExchange[] {
    return serial === undefined ? [...this.#kept] : this.#kept.filter((each) => each.serial === serial);
  }

  clear(): void {
    this.#kept.length = 0;
  }
}
