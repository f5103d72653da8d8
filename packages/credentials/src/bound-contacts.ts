import type { Keys, Sql } from '@tessera/base';
import { cardsOf, findCitizen } from '@tessera/registry';
import { contactDigest } from './contact.ts';
import { contactsOf } from './contacts.ts';
import { citizenOfEmail, citizenOfPhone } from './credentials-store.ts';

/**
 * The phone that codes of level 2 go to: the one that the credentials were switched on with. Null while another is on
 * file that was not verified since.
 */
export async function boundPhone(sql: Sql, keys: Keys, citizenId: string): Promise<string | null> {
  const { phone, phoneVerified } = await contactsOf(sql, keys, citizenId);
  if (phone === null || !phoneVerified) return null;
  return (await citizenOfPhone(sql, contactDigest(keys, { kind: 'sms', address: phone }))) === citizenId ? phone : null;
}

/** The names that a citizen may sign in with (ACT-27). Null where there is none. */
export interface Usernames {
  readonly fiscalCode: string | null;
  readonly serial: string | null;
  readonly email: string | null;
}

export async function usernamesOf(sql: Sql, keys: Keys, citizenId: string): Promise<Usernames> {
  const citizen = await findCitizen(sql, keys, citizenId);
  const card = (await cardsOf(sql, citizenId)).find(({ status }) => status !== 'revoked');
  const { email } = await contactsOf(sql, keys, citizenId);
  const owner =
    email === null ? null : await citizenOfEmail(sql, contactDigest(keys, { kind: 'email', address: email }));
  return {
    fiscalCode: citizen?.fiscalCode ?? null,
    serial: card?.serial ?? null,
    email: owner === citizenId ? email : null,
  };
}
