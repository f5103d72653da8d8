import { HOUR, type Instant, type Sql } from '@tessera/base';

/** Uses a check up. False when it was used before: of fifty at once, one hears true (promise 8). */
export async function spendCheck(sql: Sql, id: string, uselessAt: Instant): Promise<boolean> {
  const spent = await sql.run(
    'insert into robot_checks_spent (id, useless_at) values ($1, $2) on conflict (id) do nothing',
    id,
    uselessAt,
  );
  return spent === 1;
}

/**
 * Counts an answer for an address, at most five in any hour; false when a sixth would be.
 * The row holds the five latest: there is room when the fifth of them is an hour old.
 */
export async function countAnswer(sql: Sql, address: Uint8Array, now: Instant): Promise<boolean> {
  const counted = await sql.run(
    `insert into robot_answers (address, latest_at, second_at, third_at, fourth_at, fifth_at)
     values ($1, $2, 0, 0, 0, 0)
     on conflict (address) do update set
       latest_at = excluded.latest_at,
       second_at = robot_answers.latest_at,
       third_at = robot_answers.second_at,
       fourth_at = robot_answers.third_at,
       fifth_at = robot_answers.fourth_at
     where robot_answers.fifth_at <= $3`,
    address,
    now,
    now - HOUR,
  );
  return counted === 1;
}

/** Forgets what can change no answer any more. */
export async function forgetOldChecks(sql: Sql, now: Instant): Promise<void> {
  await sql.run('delete from robot_checks_spent where useless_at <= $1', now);
  await sql.run('delete from robot_answers where latest_at <= $1', now - HOUR);
}
