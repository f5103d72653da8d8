import type { Instant, Sql } from '@tessera/base';
import type { ClockState } from '../clock/sandbox-clock.ts';

/** What the sandbox remembers about itself from run to run. */
export interface Country {
  readonly seed: number;
  /** Null until all of the first people are there: a start that was cut short goes on where it stopped. */
  readonly seededAt: Instant | null;
  readonly clock: ClockState;
}

/** Null before the first start. */
export async function readCountry(sql: Sql): Promise<Country | null> {
  const row = await sql.first<{
    seed: number;
    seeded_at: number | null;
    clock_offset: number;
    clock_frozen_at: number | null;
  }>('select seed, seeded_at, clock_offset, clock_frozen_at from country where id = 1');
  if (row === null) return null;
  const clock = { offset: row.clock_offset, frozenAt: row.clock_frozen_at };
  return { seed: row.seed, seededAt: row.seeded_at, clock };
}

/** A new country, with the machine's time and nobody in it. */
export async function foundCountry(sql: Sql, seed: number): Promise<void> {
  await sql.run(
    'insert into country (id, seed, clock_offset, people_drawn, last_message) values (1, $1, 0, 0, 0)',
    seed,
  );
}

export async function keepClock(sql: Sql, { offset, frozenAt }: ClockState): Promise<void> {
  await sql.run('update country set clock_offset = $1, clock_frozen_at = $2 where id = 1', offset, frozenAt);
}

export async function markSeeded(sql: Sql, at: Instant): Promise<void> {
  await sql.run('update country set seeded_at = $1 where id = 1', at);
}

/** The next person's number, never given twice. */
export async function takePersonNumber(sql: Sql): Promise<number> {
  const row = await sql.first<{ people_drawn: number }>(
    'update country set people_drawn = people_drawn + 1 where id = 1 returning people_drawn',
  );
  if (row === null) throw new Error('the country has not been founded');
  return row.people_drawn;
}

/** The next message's number, never given twice, also when the inbox was emptied. */
export async function takeMessageNumber(sql: Sql): Promise<number> {
  const row = await sql.first<{ last_message: number }>(
    'update country set last_message = last_message + 1 where id = 1 returning last_message',
  );
  if (row === null) throw new Error('the country has not been founded');
  return row.last_message;
}
