import type { Database } from '@tessera/base';

/** Every row of every table, by table: what two moments are compared by. SQLite. */
export type Dump = ReadonlyMap<string, readonly string[]>;

export async function dumpOf(database: Database): Promise<Dump> {
  const tables = await database.all<{ name: string }>(
    "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name",
  );
  const dump = new Map<string, readonly string[]>();
  for (const { name } of tables) {
    const rows = await database.all<Record<string, unknown>>(`select * from ${name}`);
    dump.set(name, rows.map(written).sort());
  }
  return dump;
}

const written = (row: Record<string, unknown>): string =>
  JSON.stringify(row, (_key, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
  );

/** The tables whose rows differ. */
export function changedTables(before: Dump, after: Dump): string[] {
  return [...after.keys()].filter((table) => before.get(table)?.join('\n') !== after.get(table)?.join('\n'));
}

/** How many rows each table has gained or lost; tables that have as many as before are left out. */
export function growth(before: Dump, after: Dump): Record<string, number> {
  const grown = [...after].map(([table, rows]) => [table, rows.length - (before.get(table)?.length ?? 0)] as const);
  return Object.fromEntries(grown.filter(([, rows]) => rows !== 0));
}
