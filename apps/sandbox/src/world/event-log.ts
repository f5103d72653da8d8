import { type RecordedEvent, readEvents } from '@tessera/audit';
import type { Sql } from '@tessera/base';

/** How many events are kept at hand; the audit trail itself keeps them all. */
export const EVENTS_SHOWN = 500;
const PAGE = 1_000;

/** The newest acts of the audit trail, read along as they happen. */
export class EventLog {
  readonly #sql: Sql;
  #place: string | null = null;
  #newest: RecordedEvent[] = [];
  #reading: Promise<void> = Promise.resolve();

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  /** Newest first. */
  async latest(): Promise<readonly RecordedEvent[]> {
    this.#reading = this.#reading.then(
      () => this.#catchUp(),
      () => this.#catchUp(),
    );
    await this.#reading;
    return this.#newest;
  }

  /** After a reset the trail begins anew. */
  startOver(): void {
    this.#place = null;
    this.#newest = [];
  }

  async #catchUp(): Promise<void> {
    for (;;) {
      const { events, next } = await readEvents(this.#sql, { after: this.#place, limit: PAGE });
      this.#place = next;
      this.#newest = [...events.toReversed(), ...this.#newest].slice(0, EVENTS_SHOWN);
      if (events.length < PAGE) return;
    }
  }
}
