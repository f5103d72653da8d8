import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { EngineDatabase } from './engine.ts';
import { openPostgres } from './postgres.ts';
import { openSqlite } from './sqlite.ts';

/** PostgreSQL when a `postgres://` address is given, else the file `tessera.db` in the folder. Throws a DatabaseUnavailable. */
export async function openDatabase({
  url,
  folder,
}: {
  readonly url?: string | undefined;
  readonly folder: string;
}): Promise<EngineDatabase> {
  if (url !== undefined) return openPostgres({ url });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return openSqlite({ file: join(folder, 'tessera.db') });
}
