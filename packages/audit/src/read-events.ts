import type { Sql } from '@tessera/base';
import { type EventRow, eventOf, type RecordedEvent } from './audit-event.ts';
import { laneHeads } from './audit-store.ts';
import { LANES } from './migrations.ts';

/** Some events, and where the next call goes on. */
export interface EventPage {
  readonly events: readonly RecordedEvent[];
  /** Hand it in as `after`. It stays the same while nothing new happens. */
  readonly next: string;
}

/**
 * Events in the order in which they happened, from the first or from where the last call ended.
 *
 * Nothing is skipped and nothing comes twice, also while others write: `next` holds a place in each lane, and a lane has no gaps.
 * (One number for all would skip: on PostgreSQL who draws the lower number may commit later.) Throws a RangeError on a foreign `after`.
 */
export async function readEvents(
  sql: Sql,
  {
    after,
    limit,
    citizen,
  }: { readonly after?: string | null | undefined; readonly limit: number; readonly citizen?: string | undefined },
): Promise<EventPage> {
  const places = placesOf(after ?? null);
  const seen = places.map((_, lane) => `(${lane}, cast($${lane + 1} as bigint))`).join(', ');
  // Lanes have no gaps: more than `limit` places ahead nothing can be among the first `limit`.
  const which = citizen === undefined ? `e.position <= seen.position + $${LANES + 1}` : `e.citizen = $${LANES + 2}`;
  const rows = await sql.all<EventRow>(
    `with seen(lane, position) as (values ${seen})
     select e.* from seen join audit_event e on e.lane = seen.lane and e.position > seen.position and ${which}
     order by e.recorded limit $${LANES + 1}`,
    ...places,
    limit,
    ...(citizen === undefined ? [] : [citizen]),
  );
  for (const { lane, position } of rows) places[lane] = position;
  return { events: rows.map(eventOf), next: places.join('.') };
}

/** True until something was done for the first time. */
export const isTrailEmpty = async (sql: Sql): Promise<boolean> =>
  (await sql.first('select lane from audit_event limit 1')) === null;

/** The newest events, in the order in which they happened; `next` goes on with what comes after them. */
export async function latestEvents(sql: Sql, { limit }: { readonly limit: number }): Promise<EventPage> {
  const heads = await laneHeads(sql);
  const after = heads.map(({ position }) => Math.max(0, position - limit)).join('.');
  const { events, next } = await readEvents(sql, { after, limit: LANES * limit });
  return { events: events.slice(-limit), next };
}

function placesOf(after: string | null): number[] {
  if (after === null) return new Array<number>(LANES).fill(0);
  const places = after.split('.').map(Number);
  if (places.length !== LANES || !places.every((place) => Number.isSafeInteger(place) && place >= 0)) {
    throw new RangeError('not a place in the audit trail');
  }
  return places;
}
