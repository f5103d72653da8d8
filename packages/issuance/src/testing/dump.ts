import type { Sql } from '@tessera/base';
import type { EngineName } from '@tessera/storage';

/** A row of any table, each value as a thief with the dump alone would read it. */
export interface DumpedRow {
  readonly table: string;
  readonly values: readonly string[];
}

const TABLES: Readonly<Record<EngineName, string>> = {
  sqlite: `select name from sqlite_master where type = 'table' order by name`,
  postgres: `select table_name as name from information_schema.tables
    where table_schema not in ('pg_catalog', 'information_schema') order by table_name`,
};

/** Every row of every table. */
export async function dump(sql: Sql, engine: EngineName): Promise<DumpedRow[]> {
  const tables = await sql.all<{ name: string }>(TABLES[engine]);
  const rows: DumpedRow[] = [];
  for (const { name } of tables)
    for (const row of await sql.all<Record<string, unknown>>(`select * from ${name}`))
      rows.push({ table: name, values: Object.values(row).map(read) });
  return rows;
}

/** Bytes as the characters they would be. */
const read = (value: unknown): string =>
  value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value);

/** Does the value hold the marker: as it is, in hexadecimal, in base64, or percent-coded? Short numbers count as whole words only. */
export function holds(value: string, marker: string): boolean {
  const bytes = Buffer.from(marker);
  const plain = /^\d{1,4}$/.test(marker) ? new RegExp(`(?<![\\w-])${marker}(?![\\w-])`) : null;
  const spellings = [
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    bytes.toString('base64').replace(/=+$/, ''),
    bytes.toString('base64url'),
    ...(plain === null ? [marker, encodeURIComponent(marker)] : []),
  ];
  return (plain?.test(value) ?? false) || spellings.some((spelling) => value.includes(spelling));
}
