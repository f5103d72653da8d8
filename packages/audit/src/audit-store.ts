import type { Sql } from '@tessera/base';
import type { EventRow } from './audit-event.ts';

/** The last link of a lane's chain. The hash is null before the first event. */
export interface LaneHead {
  readonly lane: number;
  readonly position: number;
  readonly hash: Uint8Array | null;
}

/** Holds the lane and says where it ends. Others who want it wait until the transaction ends. */
export async function holdLane(sql: Sql, lane: number): Promise<LaneHead> {
  const head = await sql.first<LaneHead>(
    'update audit_lane set position = position where lane = $1 returning lane, position, hash',
    lane,
  );
  if (head === null) throw new Error(`the audit trail has no lane ${lane}: it was not migrated`);
  return head;
}

/**
 * Writes the event, provided that the lane's head has moved to it: sent together with the move, it waits for no answer.
 *
 * Two nodes that record the same words in the same millisecond mean the same hash: then the second finds the first one's row
 * and adds nothing, and its `moveHeadFrom` says so.
 */
export const append = (sql: Sql, row: EventRow): Promise<number> =>
  sql.run(
    `insert into audit_event (lane, position, at, act, rule, citizen, details, hash)
     select $1, $2, $3, $4, $5, $6, $7, $8 from audit_lane where lane = $1 and hash = $8
     on conflict (lane, position) do nothing`,
    row.lane,
    row.position,
    row.at,
    row.act,
    row.rule,
    row.citizen,
    row.details,
    row.hash,
  );

/** The event becomes the end of a lane that this transaction holds. */
export const moveHead = (sql: Sql, { lane, position, hash }: EventRow): Promise<number> =>
  sql.run('update audit_lane set position = $2, hash = $3 where lane = $1', lane, position, hash);

/** The same, and holds the lane, provided that it still ends with this hash: no two events have the same. */
export async function moveHeadFrom(sql: Sql, previous: Uint8Array, row: EventRow): Promise<boolean> {
  const moved = await sql.run(
    'update audit_lane set position = $2, hash = $3 where lane = $1 and hash = $4',
    row.lane,
    row.position,
    row.hash,
    previous,
  );
  return moved === 1;
}

export const laneHeads = (sql: Sql): Promise<LaneHead[]> =>
  sql.all<LaneHead>('select lane, position, hash from audit_lane order by lane');

/** The next rows of one lane, after a position. */
export const rowsAfter = (sql: Sql, lane: number, position: number, limit: number): Promise<EventRow[]> =>
  sql.all<EventRow>(
    'select * from audit_event where lane = $1 and position > $2 order by position limit $3',
    lane,
    position,
    limit,
  );

/** Where a lane ends by its head and by its rows, seen at one moment. */
export interface LaneEnd extends LaneHead {
  readonly last_position: number;
  readonly last_hash: Uint8Array | null;
}

export const laneEnd = async (sql: Sql, lane: number): Promise<LaneEnd> => {
  const end = await sql.first<LaneEnd>(
    `select l.lane, l.position, l.hash, e.hash as last_hash,
       coalesce((select max(position) from audit_event where lane = l.lane), 0) as last_position
     from audit_lane l left join audit_event e on e.lane = l.lane and e.position = l.position
     where l.lane = $1`,
    lane,
  );
  return end ?? { lane, position: 0, hash: null, last_position: 0, last_hash: null };
};
