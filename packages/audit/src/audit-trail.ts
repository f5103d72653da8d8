import { type AuditEvent, type AuditTrail, type Clock, type Random, randomBelow, type Sql } from '@tessera/base';
import { engineOf } from '@tessera/storage';
import { BEGINNING, canonicalDetails, type EventRow, hashOf } from './audit-event.ts';
import { append, holdLane, moveHead, moveHeadFrom } from './audit-store.ts';
import { LANES } from './migrations.ts';

/**
 * The audit trail: hash-chained rows, written in the act's own transaction (promise 21).
 *
 * A transaction keeps to one lane, so that two of them never wait for each other's. Recording outside a transaction is refused:
 * there the event and its act would not stand or fall together.
 *
 * SQLite has one writer, whom nobody waits for: there the first lane holds everything, and its end stays in a page or two.
 */
export function createAuditTrail({ clock, random }: { readonly clock: Clock; readonly random: Random }): AuditTrail {
  const places = new WeakMap<Sql, Place>();
  const ends: End[] = [];
  let next = randomBelow(random, LANES);

  return {
    record: (sql, event) => {
      if ('transaction' in sql) throw new TypeError('an event is recorded inside the transaction of its act');
      let place = places.get(sql);
      if (place === undefined) {
        place = { lane: engineOf(sql) === 'sqlite' ? 0 : next, written: Promise.resolve() };
        next = (next + 1) % LANES;
        places.set(sql, place);
      }
      const { lane } = place;
      // One after the other, also when the act does not wait: each row holds the hash of the row before.
      place.written = place.written.then(async () => {
        ends[lane] = await write(sql, lane, event, clock.now(), ends[lane]);
      });
      return place.written;
    },
  };
}

/** Where a transaction writes its events. */
interface Place {
  readonly lane: number;
  written: Promise<void>;
}

/** Where a lane ended when this process last wrote to it. A guess: another process may have moved it, or a rollback moved it back. */
type End = Pick<EventRow, 'position' | 'hash'>;

/** Links the event to the lane's end: the remembered one where it is still right, which saves a question. */
async function write(sql: Sql, lane: number, event: AuditEvent, at: number, remembered: End | undefined): Promise<End> {
  if (remembered !== undefined) {
    const row = rowAfter(remembered, lane, event, at);
    // Sent together, here and below: on PostgreSQL they share one journey.
    const [moved, added] = await Promise.all([moveHeadFrom(sql, remembered.hash, row), append(sql, row)]);
    if (moved && added === 0) throw beyondEnd(lane);
    if (moved) return row;
  }
  const { position, hash } = await holdLane(sql, lane);
  const row = rowAfter({ position, hash: hash ?? BEGINNING }, lane, event, at);
  const [, added] = await Promise.all([moveHead(sql, row), append(sql, row)]);
  if (added === 0) throw beyondEnd(lane);
  return row;
}

const beyondEnd = (lane: number): Error => new Error(`lane ${lane} of the audit trail holds a row beyond its end`);

function rowAfter(end: End, lane: number, event: AuditEvent, at: number): EventRow {
  const row = {
    lane,
    position: end.position + 1,
    at,
    act: event.act,
    rule: event.rule,
    citizen: event.citizen ?? null,
    details: canonicalDetails(event.details),
  };
  return { ...row, hash: hashOf(row, end.hash) };
}
