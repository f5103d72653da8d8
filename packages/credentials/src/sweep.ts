import { DAY, type Ground } from '@tessera/base';
import { sweepCodes } from './one-time-code-store.ts';
import { STREAK_REST } from './password-throttle.ts';
import { sweepUnknownNames } from './password-throttle-store.ts';
import { sweepRecoveries } from './recovery-store.ts';
import { sweepWindows } from './rolling-window.ts';

/** The longest period of any rolling limit. */
const WINDOWS_KEPT = DAY;

/**
 * Forgets what no rule looks at any more, most of it written by strangers. Apps run it every hour; nothing changes its
 * answer by it.
 */
export async function sweep({ database, clock }: Pick<Ground, 'database' | 'clock'>): Promise<void> {
  const now = clock.now();
  await sweepCodes(database, now);
  await sweepRecoveries(database, now);
  await sweepWindows(database, now - WINDOWS_KEPT);
  await sweepUnknownNames(database, now - STREAK_REST);
}
