import { DAY, type Ground } from '@tessera/base';
import { deleteDone } from './outbox-store.ts';

/** A gateway's report comes within days. What a message was and when it left stays in the audit trail. */
const KEPT = 7 * DAY;
/** Rows a statement: nobody waits behind a long one. */
const AT_ONCE = 1_000;
/** Statements a visit: the next one takes the rest. */
const STATEMENTS_MAX = 50;

/**
 * Deletes messages that left, or were given up, a week ago (promise 23): whom they were for is nobody's business any more. What still
 * waits stays, however old. To be called now and then, on any node.
 */
export async function forgetDone({ database, clock }: Pick<Ground, 'database' | 'clock'>): Promise<void> {
  const before = clock.now() - KEPT;
  for (let statements = 0; statements < STATEMENTS_MAX; statements += 1) {
    if ((await deleteDone(database, before, AT_ONCE)) < AT_ONCE) return;
  }
}
