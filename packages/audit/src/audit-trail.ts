import { type AuditEvent, type AuditTrail, type Clock, type Random, randomBelow, type Sql } from '@tessera/base';
import { BEGINNING, canonicalDetails, hashOf } from './audit-event.ts';
import { append, moveHead, takePlace } from './audit-store.ts';
import { LANES } from './migrations.ts';

/**
 * The audit trail: hash-chained rows, written in the act's own transaction (promise 21).
 *
 * A transaction keeps to one lane, so that two of them never wait for each other's. Recording outside a transaction is refused:
 * there the event and its act would not stand or fall together.
 */
export function createAuditTrail({ clock, random }: { readonly clock: Clock; readonly random: Random }): AuditTrail {
  const places = new WeakMap<Sql, Lane>();
  let next = randomBelow(random, LANES);

  return {
    record: (sql, event) => {
      if ('transaction' in sql) throw new TypeError('an event is recorded inside the transaction of its act');
      let lane = places.get(sql);
      if (lane === undefined) {
        lane = { number: next, written: Promise.resolve() };
        next = (next + 1) % LANES;
        places.set(sql, lane);
      }
      const { number } = lane;
      // One after the other, also when the act does not wait: each row holds the hash of the row before.
      lane.written = lane.written.then(() => write(sql, number, event, clock.now()));
      return lane.written;
    },
  };
}

interface Lane {
  readonly number: number;
  written: Promise<void>;
}

async function write(sql: Sql, lane: number, event: AuditEvent, at: number): Promise<void> {
  const head = await takePlace(sql, lane);
  const row = {
    lane,
    position: head.position,
    at,
    act: event.act,
    rule: event.rule,
    citizen: event.citizen ?? null,
    details: canonicalDetails(event.details),
  };
  const hashed = { ...row, hash: hashOf(row, head.hash ?? BEGINNING) };
  // Sent together: on PostgreSQL they share one journey.
  await Promise.all([append(sql, hashed), moveHead(sql, hashed)]);
}
