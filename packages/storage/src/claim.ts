import type { Sql, SqlValue } from '@tessera/base';
import { engineOf } from './engine.ts';

/** A table that holds work, and how it is given out. The texts are the room's own, with `$1` … for the values. */
export interface Claim {
  readonly table: string;
  /** The primary key's column. */
  readonly key: string;
  /** Which rows wait to be done: `due_at <= $1 and done_at is null`. */
  readonly due: string;
  /** Who comes first: `due_at, id`. */
  readonly order: string;
  /** What makes a row no longer due, for a while: `due_at = $2, attempts = attempts + 1`. */
  readonly set: string;
  /** How many rows at most. */
  readonly limit: number;
}

/**
 * Takes waiting rows so that no other worker, on any node, takes the same ones; returns them as they are now, in no order.
 *
 * The one statement that truly differs: PostgreSQL's workers step over the rows that another is taking, SQLite has one writer.
 */
export async function claim<Row>(
  sql: Sql,
  { table, key, due, order, set, limit }: Claim,
  ...values: readonly SqlValue[]
): Promise<Row[]> {
  const stepOver = engineOf(sql) === 'postgres' ? 'for update skip locked' : '';
  // Materialized: inside `in (…)` PostgreSQL might run the sub-select again for each row, and lock more than the limit.
  return sql.all<Row>(
    `with due_row as materialized (select ${key} from ${table} where ${due} order by ${order} limit ${Number(limit)} ${stepOver})
     update ${table} set ${set} where ${key} in (select ${key} from due_row) returning *`,
    ...values,
  );
}
