import { equalInConstantTime, fromUtf8, type Ground, type Keys, type SealedPlace, type Sql, utf8 } from '@tessera/base';
import { type Contact, contactDigest } from './contact.ts';
import {
  type ContactKind,
  type ContactRow,
  claimFirstVersion,
  claimVersion,
  contactRows,
  fillIn,
} from './contacts-store.ts';
import { unbindEmailUsername } from './credentials-store.ts';
import { notify } from './notice.ts';

/** How a citizen can be reached. */
export interface Contacts {
  /** E.164; null when the desk recorded none. */
  readonly phone: string | null;
  readonly phoneVerified: boolean;
  readonly email: string | null;
  readonly emailVerified: boolean;
}

/**
 * Records contacts at the desk, in the place of those on file (DSK-02). What is left out stays as it is.
 *
 * Only the desk, or proof at the level of the thing changed, may call this: no flow in which a stranger types does
 * (T-ACT-18). The phone is not unique yet: it is when credentials are switched on with it (FAM-01).
 * An address that is on file already keeps its proof; a new one is unproven, and every old contact is told (promise 12).
 */
export async function recordContacts(
  sql: Sql,
  ground: Pick<Ground, 'keys' | 'clock' | 'audit' | 'outbox'>,
  citizenId: string,
  { phone, email }: { readonly phone?: string | undefined; readonly email?: string | undefined },
): Promise<void> {
  const before = await contactsOf(sql, ground.keys, citizenId);
  const rows = await contactRows(sql, citizenId);
  const recorded: ContactKind[] = [];
  for (const [kind, address] of [
    ['phone', phone],
    ['email', email],
  ] as const) {
    if (address === undefined || isOnFile(ground.keys, rows, kind, address)) continue;
    await seal(
      sql,
      ground.keys,
      citizenId,
      kind,
      address,
      await claimVersion(sql, citizenId, kind, ground.clock.now()),
    );
    recorded.push(kind);
  }
  if (recorded.length === 0) return;
  // A username is a verified address: this one is neither on file nor verified any more.
  if (recorded.includes('email')) await unbindEmailUsername(sql, citizenId);

  await ground.audit.record(sql, {
    act: 'credentials.contacts-recorded',
    rule: 'DSK-02',
    citizen: citizenId,
    details: { kinds: recorded.join(' ') },
  });
  const replaced = recorded.some((kind) => before[kind] !== null);
  if (replaced) await notify(sql, ground, citizenId, 'contactChanged', before);
}

/** What is on file for a citizen. */
export async function contactsOf(sql: Sql, keys: Keys, citizenId: string): Promise<Contacts> {
  let contacts: Contacts = { phone: null, phoneVerified: false, email: null, emailVerified: false };
  for (const row of await contactRows(sql, citizenId)) {
    const address = fromUtf8(await keys.open('contact', row.address, placeOf(citizenId, row.kind, row.version)));
    const verified = row.verified_at !== null;
    contacts =
      row.kind === 'phone'
        ? { ...contacts, phone: address, phoneVerified: verified }
        : { ...contacts, email: address, emailVerified: verified };
  }
  return contacts;
}

/** Records a first address. False when one is on file: that one stays (T-ACT-18). */
export async function recordFirst(
  sql: Sql,
  { keys, clock }: Pick<Ground, 'keys' | 'clock'>,
  citizenId: string,
  kind: ContactKind,
  address: string,
): Promise<boolean> {
  if (!(await claimFirstVersion(sql, citizenId, kind, clock.now()))) return false;
  await seal(sql, keys, citizenId, kind, address, 1);
  return true;
}

async function seal(
  sql: Sql,
  keys: Keys,
  citizenId: string,
  kind: ContactKind,
  address: string,
  version: number,
): Promise<void> {
  const sealed = await keys.seal('contact', utf8(address), placeOf(citizenId, kind, version));
  await fillIn(sql, citizenId, kind, { address: sealed, digest: contactDigest(keys, asContact(kind, address)) });
}

const asContact = (kind: ContactKind, address: string): Contact =>
  kind === 'phone' ? { kind: 'sms', address } : { kind: 'email', address };

const isOnFile = (keys: Keys, rows: readonly ContactRow[], kind: ContactKind, address: string): boolean =>
  rows.some(
    (row) => row.kind === kind && equalInConstantTime(row.digest, contactDigest(keys, asContact(kind, address))),
  );

const placeOf = (citizenId: string, kind: ContactKind, version: number): SealedPlace => ({
  table: 'contacts',
  column: 'address',
  row: `${citizenId}/${kind}`,
  version,
});
