import type { Database } from '@tessera/base';

/** Count, then compare: the count is committed before anybody looks. */
export async function spend(database: Database): Promise<boolean> {
  const row = await database.first(
    'update budget set spent = spent + 1 where id = $1 and spent < 5 returning spent',
    'digits',
  );
  return row !== null;
}
