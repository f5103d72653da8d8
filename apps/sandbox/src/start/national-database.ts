import type { Migration } from '@tessera/base';
import { type EngineDatabase, engineOf, migrate } from '@tessera/storage';

/** Where `migrate` notes what it has applied. */
const APPLIED = 'applied_migration';

/** Drops every table of these migrations, and makes them anew. Tables of other programs are not touched. */
export async function rebuild(database: EngineDatabase, migrations: readonly Migration[]): Promise<void> {
  const cascade = engineOf(database) === 'postgres' ? ' cascade' : '';
  const tables = [APPLIED, ...tablesOf(migrations).reverse()];
  await database.transaction(async (sql) => {
    for (const table of tables) await sql.run(`drop table if exists ${table}${cascade}`);
  });
  await migrate(database, migrations);
}

/** Has a program of this house been here before? */
export async function wasUsed(database: EngineDatabase): Promise<boolean> {
  const catalogue =
    engineOf(database) === 'postgres'
      ? 'select table_name from information_schema.tables where table_schema = current_schema() and table_name = $1'
      : "select name from sqlite_master where type = 'table' and name = $1";
  return (await database.first(catalogue, APPLIED)) !== null;
}

/** In the order in which they are made: who refers to another comes after it. */
export const tablesOf = (migrations: readonly Migration[]): string[] =>
  migrations.flatMap(({ sql }) =>
    Array.from(sql.matchAll(/\bcreate table (?:if not exists )?(\w+)/gi), (match) => match[1] ?? ''),
  );
