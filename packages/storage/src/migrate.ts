import { createHash } from 'node:crypto';
import type { Migration, Sql } from '@tessera/base';
import { type EngineDatabase, engineOf } from './engine.ts';

/** A migration that was applied has another text now. Write a new one instead: databases out there have the old. */
export class MigrationChanged extends Error {
  override readonly name = 'MigrationChanged';
}

/** `tessera` as a number: processes that start at once wait for one another on it (PostgreSQL). */
const LOCK = 8_387_221_097;

/**
 * Applies those of the list that are missing, in its order, all or none.
 *
 * Safe when several processes start at once. Migrations that are in the database and not in the list belong to a newer or
 * another program and stay. Throws MigrationChanged.
 */
export async function migrate(database: EngineDatabase, migrations: readonly Migration[]): Promise<void> {
  await database.transaction(async (sql) => {
    if (engineOf(sql) === 'postgres') await waitForOthers(sql);
    await sql.run('create table if not exists applied_migration (id text primary key, digest text not null)');
    const applied = await sql.all<{ id: string; digest: string }>(
      'select id, digest from applied_migration order by id',
    );
    const digests = new Map(applied.map(({ id, digest }) => [id, digest]));
    for (const migration of migrations) await apply(sql, migration, digests);
  });
}

/** On SQLite the transaction itself is the lock. */
async function waitForOthers(sql: Sql): Promise<void> {
  // The wait is as long as the others' migrations take: no limit for single statements in here.
  await sql.all("select set_config('statement_timeout', '0', true)");
  await sql.all('select pg_advisory_xact_lock(cast($1 as bigint))', LOCK);
}

async function apply(sql: Sql, { id, sql: script }: Migration, applied: Map<string, string>): Promise<void> {
  const digest = createHash('sha256').update(script).digest('hex');
  const before = applied.get(id);
  if (before === digest) return;
  if (before !== undefined) throw new MigrationChanged(`migration ${id} was applied with another text`);
  for (const statement of statementsOf(script)) await sql.run(statement);
  await sql.run('insert into applied_migration (id, digest) values ($1, $2)', id, digest);
  applied.set(id, digest);
}

/** The statements of a script, without empty ones. A semicolon in a comment or a literal ends nothing. */
export const statementsOf = (script: string): string[] =>
  (script.match(/(?:--[^\n]*|'(?:[^']|'')*'|[^;])+/g) ?? []).filter((statement) =>
    /\S/.test(statement.replace(/--[^\n]*/g, '')),
  );
