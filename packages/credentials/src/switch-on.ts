import { equalInConstantTime, type Ground, type Keys, type Sql } from '@tessera/base';
import { contactDigest } from './contact.ts';
import { recordFirst } from './contacts.ts';
import { contactRows, markVerified } from './contacts-store.ts';
import {
  bindEmailUsername,
  citizenOfPhone,
  credentialsRow,
  insertCredentials,
  type SecondFactor,
} from './credentials-store.ts';

export type SwitchOn =
  | 'switched-on'
  /** The phone belongs to another citizen's credentials (FAM-01, FAM-02). */
  | 'phone-taken'
  | 'already-active'
  /** The desk recorded another phone or address since this one was verified: verify again. */
  | 'contact-changed';

export interface NewCredentials {
  readonly citizenId: string;
  /** The phone on file, verified in this activation. */
  readonly phone: string;
  /** The address on file, or a first one, verified in this activation. */
  readonly email: string | null;
  /** From `hashPassword`. */
  readonly passwordHash: string;
  readonly secondFactor: SecondFactor;
}

/**
 * Switches the credentials on. Any other outcome than `switched-on` leaves no credentials behind.
 *
 * Of two citizens with one phone exactly one gets it: the table's unique column decides (T-ACT-14). An e-mail address
 * that is another citizen's username stays a contact and becomes no username of this one (`usernamesOf`): the first
 * keeps what works, and nobody spoils it by sharing the mailbox. What is on file is never replaced here; a missing
 * address is filled in (ACT-23, T-ACT-18).
 */
export async function switchOn(
  sql: Sql,
  ground: Pick<Ground, 'keys' | 'clock' | 'audit'>,
  credentials: NewCredentials,
): Promise<SwitchOn> {
  const outcome = await trySwitchOn(sql, ground, credentials);
  await ground.audit.record(sql, {
    act: `credentials.${outcome}`,
    rule: outcome === 'phone-taken' ? 'FAM-01' : 'ACT-34',
    citizen: credentials.citizenId,
    details: { secondFactor: credentials.secondFactor },
  });
  return outcome;
}

async function trySwitchOn(
  sql: Sql,
  { keys, clock }: Pick<Ground, 'keys' | 'clock'>,
  { citizenId, phone, email, passwordHash, secondFactor }: NewCredentials,
): Promise<SwitchOn> {
  const now = clock.now();
  const phoneDigest = contactDigest(keys, { kind: 'sms', address: phone });
  const emailDigest = email === null ? null : contactDigest(keys, { kind: 'email', address: email });
  const onFile = (await contactRows(sql, citizenId)).find(({ kind }) => kind === 'email');
  if (onFile && emailDigest && !equalInConstantTime(onFile.digest, emailDigest)) return 'contact-changed';
  if (!(await markVerified(sql, citizenId, 'phone', phoneDigest, now))) return 'contact-changed';

  if (!(await insertCredentials(sql, { citizenId, phoneDigest, passwordHash, secondFactor, activatedAt: now }))) {
    return (await credentialsRow(sql, citizenId)) === null ? 'phone-taken' : 'already-active';
  }
  if (email === null || emailDigest === null) return 'switched-on';
  if (onFile === undefined) await recordFirst(sql, { keys, clock }, citizenId, 'email', email);
  // Not when the desk recorded another one in this very moment: that one stands, unverified.
  if (await markVerified(sql, citizenId, 'email', emailDigest, now))
    await bindEmailUsername(sql, emailDigest, citizenId);
  return 'switched-on';
}

/** True when the phone belongs to the credentials of someone else (FAM-01). */
export async function phoneTaken(sql: Sql, keys: Keys, phone: string, exceptCitizenId: string): Promise<boolean> {
  const owner = await citizenOfPhone(sql, contactDigest(keys, { kind: 'sms', address: phone }));
  return owner !== null && owner !== exceptCitizenId;
}
