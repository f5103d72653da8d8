import type { Instant, Sql } from '@tessera/base';

/** At most `limit` in any `period`, and never two within `gap`. */
export interface RollingLimit {
  /** Which of the budgets of one subject. */
  readonly kind: string;
  /** 1 to 10. */
  readonly limit: number;
  /** Milliseconds, as is the gap. */
  readonly period: number;
  readonly gap: number;
}

export type Claim =
  | { readonly granted: true /** When the next one may follow. */; readonly nextAt: Instant }
  | {
      readonly granted: false;
      readonly until: Instant /** What stands in the way. */;
      readonly because: 'gap' | 'limit';
    };

const PLACES = 10;
const places = Array.from({ length: PLACES }, (_, index) => index + 1);
const movedAlong = places.slice(1).map((place) => `at_${place} = rolling_windows.at_${place - 1}`);
const movedBack = places.slice(1).map((place) => `at_${place - 1} = at_${place}`);

/**
 * Takes one from the budget, exactly: the row of the last ten times is moved along by one statement, which finds
 * nothing to move when the time at the limit's place is too recent.
 *
 * `subject` is a digest: no contact stands in the table.
 */
export async function claim(sql: Sql, rule: RollingLimit, subject: Uint8Array, now: Instant): Promise<Claim> {
  const granted = await sql.first<Ends>(
    `insert into rolling_windows (kind, subject, at_1) values ($1, $2, $3)
     on conflict (kind, subject) do update set at_1 = excluded.at_1, ${movedAlong.join(', ')}
     where rolling_windows.at_1 <= $4 and rolling_windows.${placeOf(rule)} <= $5
     returning at_1 as newest, ${placeOf(rule)} as oldest`,
    rule.kind,
    subject,
    now,
    // Without a gap another node's clock, a little ahead, is no reason to refuse.
    rule.gap === 0 ? Number.MAX_SAFE_INTEGER : now - rule.gap,
    now - rule.period,
  );
  const { gapOver, limitOver } = freeAt(rule, granted ?? (await endsOf(sql, rule, subject)));
  const nextAt = Math.max(gapOver, limitOver);
  if (granted !== null) return { granted: true, nextAt };
  return { granted: false, until: nextAt, because: limitOver > now ? 'limit' : 'gap' };
}

/** Gives back the newest one taken. The time that fell off at the other end was too old to count. */
export async function giveBack(sql: Sql, rule: RollingLimit, subject: Uint8Array): Promise<void> {
  await sql.run(
    `update rolling_windows set ${movedBack.join(', ')}, at_${PLACES} = 0 where kind = $1 and subject = $2`,
    rule.kind,
    subject,
  );
}

/** Forgets the subjects of whom nothing was taken since. */
export const sweepWindows = (sql: Sql, before: Instant): Promise<number> =>
  sql.run('delete from rolling_windows where at_1 < $1', before);

/** The newest time in a window, and the one at the limit's place. */
interface Ends {
  readonly newest: Instant;
  readonly oldest: Instant;
}

const endsOf = (sql: Sql, rule: RollingLimit, subject: Uint8Array): Promise<Ends | null> =>
  sql.first<Ends>(
    `select at_1 as newest, ${placeOf(rule)} as oldest from rolling_windows where kind = $1 and subject = $2`,
    rule.kind,
    subject,
  );

const freeAt = (rule: RollingLimit, ends: Ends | null): { readonly gapOver: Instant; readonly limitOver: Instant } => ({
  gapOver: (ends?.newest ?? 0) + rule.gap,
  limitOver: (ends?.oldest ?? 0) + rule.period,
});

function placeOf({ limit }: RollingLimit): string {
  if (!places.includes(limit)) throw new RangeError(`a rolling window holds 1 to ${PLACES}, not ${limit}`);
  return `at_${limit}`;
}
