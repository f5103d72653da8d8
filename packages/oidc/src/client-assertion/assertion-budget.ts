import { type Clock, HOUR } from '@tessera/base';
import { ASSERTIONS_PER_CLIENT_AND_HOUR, ASSERTIONS_PER_HOUR } from '../profile.ts';

/**
 * How many assertions this node still takes this hour. Each one is remembered until it ends, at most an hour, so this is what
 * bounds the table, for one client and in all (T-OID-13). The record of replays itself is in the database, never here.
 */
export interface AssertionBudget {
  /** Takes one; false when the client, or all of them together, have used the hour up. */
  take(clientId: string): boolean;
}

export function assertionBudget(
  clock: Clock,
  { perClient, inAll } = { perClient: ASSERTIONS_PER_CLIENT_AND_HOUR, inAll: ASSERTIONS_PER_HOUR },
): AssertionBudget {
  /** Only registered clients get here, with a good signature: the map is no larger than their number. */
  const taken = new Map<string, number>();
  let hour = -1;
  let all = 0;
  return {
    take(clientId) {
      const current = Math.floor(clock.now() / HOUR);
      if (current !== hour) {
        taken.clear();
        all = 0;
        hour = current;
      }
      const count = (taken.get(clientId) ?? 0) + 1;
      if (count > perClient || all >= inAll) return false;
      taken.set(clientId, count);
      all += 1;
      return true;
    },
  };
}
