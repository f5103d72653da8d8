import type { Instant, Sql } from '@tessera/base';
import { type Failures, type Lane, NO_FAILURES } from './password-throttle.ts';

/** The failures of one lane as they were read, for compare-and-set. */
export interface FailuresRead {
  readonly failures: Failures;
  /** 0 when there is no row yet. */
  readonly version: number;
}

interface FailuresRow {
  readonly failures: number;
  readonly streak: number;
  readonly streak_began_at: number;
  readonly failed_at: number;
  readonly waits_until: number;
  readonly version: number;
}

export async function readFailures(sql: Sql, subject: Uint8Array, lane: Lane): Promise<FailuresRead> {
  const row = await sql.first<FailuresRow>(
    `select failures, streak, streak_began_at, failed_at, waits_until, version
     from password_failures where subject = $1 and lane = $2`,
    subject,
    lane,
  );
  if (row === null) return { failures: NO_FAILURES, version: 0 };
  const { failures, streak, streak_began_at, failed_at, waits_until, version } = row;
  return {
    failures: { failures, streak, streakBeganAt: streak_began_at, failedAt: failed_at, waitsUntil: waits_until },
    version,
  };
}

/** Whose failures, and in which lane. `citizenId` is null for a name that belongs to nobody. */
export interface FailuresKey {
  readonly subject: Uint8Array;
  readonly citizenId: string | null;
  readonly lane: Lane;
}

/** False when they were written by somebody else since `version` was read. */
export async function writeFailures(
  sql: Sql,
  { subject, citizenId, lane }: FailuresKey,
  failures: Failures,
  version: number,
): Promise<boolean> {
  const written = await sql.run(
    `insert into password_failures
       (subject, lane, citizen_id, failures, streak, streak_began_at, failed_at, waits_until, version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, cast($9 as bigint) + 1)
     on conflict (subject, lane) do update set
       failures = excluded.failures, streak = excluded.streak, streak_began_at = excluded.streak_began_at,
       failed_at = excluded.failed_at, waits_until = excluded.waits_until, version = excluded.version
     where password_failures.version = $9`,
    subject,
    lane,
    citizenId,
    failures.failures,
    failures.streak,
    failures.streakBeganAt,
    failures.failedAt,
    failures.waitsUntil,
    version,
  );
  return written === 1;
}

/** Count and delay of one lane begin anew. */
export const clearFailures = (sql: Sql, subject: Uint8Array, lane: Lane): Promise<number> =>
  sql.run(
    `update password_failures set failures = 0, streak = 0, waits_until = 0, version = version + 1
     where subject = $1 and lane = $2`,
    subject,
    lane,
  );

/** The count of one lane begins anew; its delay stays. */
export const endRow = (sql: Sql, subject: Uint8Array, lane: Lane): Promise<number> =>
  sql.run(
    `update password_failures set failures = 0, version = version + 1
     where subject = $1 and lane = $2 and failures > 0`,
    subject,
    lane,
  );

/** Forgets the names that belong to nobody and were not tried since. */
export const sweepUnknownNames = (sql: Sql, before: Instant): Promise<number> =>
  sql.run('delete from password_failures where citizen_id is null and failed_at < $1', before);
