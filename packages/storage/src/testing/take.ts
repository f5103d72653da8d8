import type { Sql } from '@tessera/base';
import { claim } from '../claim.ts';

/** Up to `limit` of the jobs that are due at 100, for this worker. */
export async function takeJobs(sql: Sql, worker: string, limit: number): Promise<string[]> {
  const rows = await claim<{ id: string }>(
    sql,
    {
      table: 'job',
      key: 'id',
      due: 'due_at <= $1 and taken_by is null',
      order: 'due_at, id',
      set: 'taken_by = $2',
      limit,
    },
    100,
    worker,
  );
  return rows.map(({ id }) => id).sort();
}
