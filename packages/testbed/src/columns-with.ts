import { createHash } from 'node:crypto';
import type { Testbed } from './ground-at.ts';

/**
 * Where a marker stands in a dump of the whole database, as `table.column`: plain, URL-coded, in hexadecimal, in base64, or hashed
 * without a key (promise 19, T-PRV-01). Empty when it is nowhere to be read.
 *
 * A marker of few characters is found by chance: take a long one.
 */
export async function columnsWith({ database, engine }: Testbed, marker: string): Promise<string[]> {
  const spellings = spellingsOf(marker);
  const tables = await database.all<{ name: string }>(
    engine === 'sqlite'
      ? "select name from sqlite_master where type = 'table' order by name"
      : 'select table_name as name from information_schema.tables where table_schema = current_schema() order by table_name',
  );
  const found = new Set<string>();
  for (const { name } of tables) {
    for (const row of await database.all<Record<string, unknown>>(`select * from ${name} order by 1`)) {
      for (const [column, value] of Object.entries(row)) {
        if (holdsOne(value, spellings)) found.add(`${name}.${column}`);
      }
    }
  }
  return [...found].sort();
}

function holdsOne(value: unknown, spellings: readonly Buffer[]): boolean {
  if (typeof value !== 'string' && !(value instanceof Uint8Array)) return false;
  const bytes = Buffer.from(value as string);
  return spellings.some((spelling) => bytes.includes(spelling));
}

function spellingsOf(marker: string): Buffer[] {
  const plain = Buffer.from(marker);
  const hashes = ['md5', 'sha1', 'sha256', 'sha512'].map((name) => createHash(name).update(plain).digest());
  const written = [plain, ...hashes].flatMap((bytes) => [bytes.toString('hex'), ...inBase64(bytes)]);
  return [plain, Buffer.from(encodeURIComponent(marker)), ...hashes, ...written.map((text) => Buffer.from(text))];
}

/** Base64 of bytes that stand somewhere in others: three spellings, each without the characters that its neighbours change. */
function inBase64(bytes: Buffer): string[] {
  return [0, 1, 2].flatMap((shift) => {
    const base64 = Buffer.concat([Buffer.alloc(shift), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const inner = base64.slice(shift === 0 ? 0 : shift + 1, -1);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
}
