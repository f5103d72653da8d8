import { equalInConstantTime, type Sql } from '@tessera/base';
import { BEGINNING, hashOf } from './audit-event.ts';
import { laneEnd, rowsAfter } from './audit-store.ts';
import type { Checkpoint } from './checkpoint.ts';
import { LANES } from './migrations.ts';

/** The first row of a lane that is not what was recorded. */
export interface BadRow {
  readonly lane: number;
  readonly position: number;
  /**
   * `missing`: deleted, or cut from the end. `changed`: its content, its hash or its place. `added`: never recorded.
   * `rewritten`: this row or one since the checkpoint before, with every hash after it made to fit.
   */
  readonly why: 'missing' | 'changed' | 'added' | 'rewritten';
}

export type TrailVerdict =
  | { readonly outcome: 'intact'; readonly events: number }
  | { readonly outcome: 'broken'; readonly rows: readonly BadRow[] };

const PAGE = 1_000;

/**
 * Walks every lane from its first row and compares it with its hashes, its head and the checkpoints.
 *
 * May run while others record. Without checkpoints a cut that also moved the head back goes unseen: hand in those of
 * `readCheckpoints`.
 */
export async function verifyAuditTrail(sql: Sql, checkpoints: readonly Checkpoint[] = []): Promise<TrailVerdict> {
  const bad: BadRow[] = [];
  let events = 0;
  for (let lane = 0; lane < LANES; lane++) {
    const verdict = await verifyLane(sql, lane, seenIn(checkpoints, lane));
    if (typeof verdict === 'number') events += verdict;
    else bad.push(verdict);
  }
  return bad.length === 0 ? { outcome: 'intact', events } : { outcome: 'broken', rows: bad };
}

/** The hashes that checkpoints saw in a lane, by position. */
type Seen = ReadonlyMap<number, Uint8Array>;

const seenIn = (checkpoints: readonly Checkpoint[], wanted: number): Seen =>
  new Map(
    checkpoints.flatMap(({ lanes }) =>
      lanes.filter(({ lane }) => lane === wanted).map(({ position, hash }) => [position, hash] as const),
    ),
  );

/** The number of its rows, or the first bad one. */
async function verifyLane(sql: Sql, lane: number, seen: Seen): Promise<number | BadRow> {
  let position = 0;
  let previous = BEGINNING;
  for (;;) {
    const rows = await rowsAfter(sql, lane, position, PAGE);
    for (const row of rows) {
      position++;
      if (row.position !== position) return { lane, position, why: 'missing' };
      if (!equalInConstantTime(row.hash, hashOf(row, previous))) return { lane, position, why: 'changed' };
      if (!equalInConstantTime(row.hash, seen.get(position) ?? row.hash)) return { lane, position, why: 'rewritten' };
      previous = row.hash;
    }
    if (rows.length < PAGE) break;
  }
  return (await badEnd(sql, lane, position, seen)) ?? position;
}

async function badEnd(sql: Sql, lane: number, walked: number, seen: Seen): Promise<BadRow | null> {
  const { position, hash, last_position: last, last_hash: lastHash } = await laneEnd(sql, lane);
  if (last > position) return { lane, position: position + 1, why: 'added' };
  if (last < position || Math.max(0, ...seen.keys()) > last) return { lane, position: last + 1, why: 'missing' };
  if (walked > 0 && !equalInConstantTime(hash ?? BEGINNING, lastHash ?? BEGINNING))
    return { lane, position, why: 'changed' };
  return null;
}
