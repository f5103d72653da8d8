import { DAY, type Instant, type Sql } from '@tessera/base';

/** Not seen for so long, a browser is a stranger again. */
const REMEMBERED_FOR = 365 * DAY;
const BROWSERS_MAX = 10;

/**
 * Notes that this browser signed in to the account, so that strangers' failures do not slow it down (promise 5).
 *
 * Called after a full sign-in. `browser` is a digest of the browser's own cookie. The ten latest are kept.
 */
export async function rememberBrowser(sql: Sql, citizenId: string, browser: string, at: Instant): Promise<void> {
  const noted = sql.run(
    `insert into known_browsers (citizen_id, browser, signed_in_at) values ($1, $2, $3)
     on conflict (citizen_id, browser) do update set signed_in_at = excluded.signed_in_at`,
    citizenId,
    browser,
    at,
  );
  const pruned = sql.run(
    `delete from known_browsers where citizen_id = $1 and signed_in_at < (
       select signed_in_at from known_browsers where citizen_id = $1 order by signed_in_at desc limit 1 offset $2)`,
    citizenId,
    BROWSERS_MAX - 1,
  );
  await Promise.all([noted, pruned]);
}

export async function isKnownBrowser(sql: Sql, citizenId: string, browser: string, now: Instant): Promise<boolean> {
  const known = await sql.first(
    'select 1 as known from known_browsers where citizen_id = $1 and browser = $2 and signed_in_at > $3',
    citizenId,
    browser,
    now - REMEMBERED_FOR,
  );
  return known !== null;
}

/** After a recovery each browser proves itself again: one of them may have been a thief's. */
export const forgetBrowsers = (sql: Sql, citizenId: string): Promise<number> =>
  sql.run('delete from known_browsers where citizen_id = $1', citizenId);
