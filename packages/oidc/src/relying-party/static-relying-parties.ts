import { type Clock, type Database, type Instant, MINUTE } from '@tessera/base';
import { CLIENT_ID_LENGTH_MAX } from '../profile.ts';
import { readRelyingParty } from './read-relying-party.ts';
import type { RelyingParties, RelyingParty } from './relying-party.ts';
import { findRelyingParty } from './relying-party-store.ts';

/** Wakes every node's memory of relying parties when one of them changes. */
export const RELYING_PARTIES_CHANGED = 'oidc-relying-parties';

const KEPT_MAX = 1_000;
/** Should a wake-up be lost: a change is known everywhere after this long. */
const KEPT_FOR = MINUTE;

/**
 * The services registered in the database. Importing keys costs more than a sign-in, so those in use are kept in memory:
 * at most a thousand, until one changes. Who is not found is not remembered: strangers cannot fill anything.
 */
export function staticRelyingParties(
  { database, clock }: { database: Database; clock: Clock },
  { sandbox }: { sandbox: boolean },
): RelyingParties & { close(): void } {
  const kept = new Map<string, { readonly party: RelyingParty; readonly until: Instant }>();
  /** Raised by each wake-up: what was read before it is not kept after it. */
  let changes = 0;
  const close = database.listen(RELYING_PARTIES_CHANGED, () => {
    changes += 1;
    kept.clear();
  });

  async function find(clientId: string): Promise<RelyingParty | null> {
    const now = clock.now();
    const known = kept.get(clientId);
    if (known !== undefined && now < known.until) return known.party;
    if (clientId.length > CLIENT_ID_LENGTH_MAX || !/^[\x21-\x7e]+$/.test(clientId)) return null;
    const changesBefore = changes;
    const row = await findRelyingParty(database, clientId);
    if (row === null) return null;
    const read = readRelyingParty(JSON.parse(row.registration), sandbox);
    // A rule that became stricter after the registration: the service is asked to register again.
    if (read.outcome === 'refused') return null;
    if (changes !== changesBefore) return read.party;
    if (kept.size >= KEPT_MAX) kept.delete(kept.keys().next().value ?? '');
    kept.set(clientId, { party: read.party, until: now + KEPT_FOR });
    return read.party;
  }

  return { find, close };
}
