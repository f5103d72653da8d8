import type { Ground } from '@tessera/base';
import { suspendCredentials } from './credentials-store.ts';

/**
 * Locks the credentials of levels 1 and 2: from the commit on no password, code, session or token of theirs is taken
 * (promise 6). The phone stays theirs. False when there was nothing to lock.
 */
export const suspend = (ground: Pick<Ground, 'database' | 'clock' | 'audit'>, citizenId: string): Promise<boolean> =>
  ground.database.transaction(async (sql) => {
    const suspended = await suspendCredentials(sql, citizenId, ground.clock.now());
    if (suspended) {
      await ground.audit.record(sql, { act: 'credentials.suspended', rule: 'promise 6', citizen: citizenId });
    }
    return suspended;
  });
