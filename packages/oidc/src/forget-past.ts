import type { Ground } from '@tessera/base';
import { forgetPast as forgetAuthorizations } from './authorization/authorization-store.ts';
import { forgetEnded } from './client-assertion/assertion-store.ts';
import { forgetOldEntries } from './transaction-log-store.ts';

/** Rows a statement: nobody waits behind a long one. */
const AT_ONCE = 1_000;
/** Statements a visit: the next one takes the rest. */
const STATEMENTS_MAX = 50;

/**
 * Deletes what is past: requests that no replay or page can need, spent assertions that have ended, and exchanges whose 24
 * months are over. To be called every minute or so; any number of nodes may do it at once.
 */
export async function forgetPast({ database, clock }: Pick<Ground, 'database' | 'clock'>): Promise<void> {
  const now = clock.now();
  for (const forget of [forgetEnded, forgetAuthorizations, forgetOldEntries]) {
    for (let statements = 0; statements < STATEMENTS_MAX; statements += 1) {
      if ((await forget(database, now, AT_ONCE)) < AT_ONCE) break;
    }
  }
}
