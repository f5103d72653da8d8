import type { Ground, Sql } from '@tessera/base';
import {
  type CodeCheck,
  checkOneTimeCode,
  type OneTimeCode,
  parseOneTimeCode,
  whyNotCounted,
  wrongLimit,
} from './one-time-code.ts';
import { type CodeDoor, consume, countGuess, findCode } from './one-time-code-store.ts';
import { claim, giveBack } from './rolling-window.ts';

/**
 * Counts the guess, on the code and on the contact, then checks it, and uses the code up when it is right.
 *
 * What is not six digits is a wrong guess: pages check `parseOneTimeCode` first. `whenAccepted` runs in the transaction
 * that uses the code up: both happen, or neither.
 * Source: `security.md` promises 2, 4 and 8.
 */
export async function redeemOneTimeCode(
  ground: Ground,
  door: CodeDoor,
  typed: string,
  whenAccepted: (sql: Sql) => Promise<void> = async () => {},
): Promise<CodeCheck> {
  const counted = await ground.database.transaction((sql) => count(sql, ground, door));
  if (counted.outcome !== 'counted') return counted;

  const { code } = counted;
  // Compared after the count was committed: guesses sent in parallel, or before a crash, cannot share one.
  const digits = parseOneTimeCode(typed) ?? '';
  const check = checkOneTimeCode(code, ground.keys.digest('one-time-code', code.id, digits));
  return await ground.database.transaction(async (sql) => {
    if (check.outcome !== 'accepted') return await told(sql, ground, door, code, check);
    // The code's row before the contact's, as in `count`: two guesses never wait for each other.
    const [first] = await Promise.all([
      consume(sql, door, code.id, ground.clock.now()),
      giveBack(sql, wrongLimit(door.purpose), code.contact),
    ]);
    if (!first) return await told(sql, ground, door, code, { outcome: 'expired' });
    await whenAccepted(sql);
    return await told(sql, ground, door, code, check);
  });
}

type Counted = { readonly outcome: 'counted'; readonly code: OneTimeCode } | CodeCheck;

async function count(sql: Sql, ground: Ground, door: CodeDoor): Promise<Counted> {
  const now = ground.clock.now();
  const code = await countGuess(sql, door, now);
  if (code === null) {
    const found = await findCode(sql, door);
    return await told(sql, ground, door, found, { outcome: whyNotCounted(found, now) });
  }
  const place = await claim(sql, wrongLimit(door.purpose), code.contact, now);
  if (!place.granted) return await told(sql, ground, door, code, { outcome: 'too-many', until: place.until });
  return { outcome: 'counted', code };
}

/** Leaves the event, and passes the answer on. */
async function told(
  sql: Sql,
  { audit }: Pick<Ground, 'audit'>,
  { purpose }: CodeDoor,
  code: OneTimeCode | null,
  check: CodeCheck,
): Promise<CodeCheck> {
  await audit.record(sql, {
    act: `credentials.code-${check.outcome}`,
    rule: 'promise 4',
    citizen: code?.citizenId ?? undefined,
    details: { purpose, ...(code === null ? {} : { guesses: code.guesses }) },
  });
  return check;
}
