import { type Keys, parseCardSerial, type Sql } from '@tessera/base';
import { citizenIdOf, findCard } from '@tessera/registry';
import { contactDigest, parseEmail } from './contact.ts';
import { citizenOfEmail } from './credentials-store.ts';

/** What someone typed to say who they are, in its one spelling. `other` belongs to nobody. */
export interface Username {
  readonly kind: 'fiscal-code' | 'card-serial' | 'email' | 'other';
  readonly name: string;
}

/** Longer than any name that exists. */
const LENGTH_MAX = 300;

/** Takes lower case and blanks. The shape decides the kind: nothing is looked up. */
export function parseUsername(text: string): Username {
  if (text.length > LENGTH_MAX) return { kind: 'other', name: '' };
  const serial = parseCardSerial(text);
  if (serial !== null) return { kind: 'card-serial', name: serial };
  const email = parseEmail(text);
  if (email !== null) return { kind: 'email', name: email.toLowerCase() };
  const code = text.replace(/[\s.-]/g, '').toUpperCase();
  return { kind: /^[A-Z0-9]{16}$/.test(code) ? 'fiscal-code' : 'other', name: code };
}

/**
 * The citizen behind any of the three usernames, or null (ACT-27). One look-up whether there is one or not.
 *
 * The serial number of a revoked card is a username no more. An e-mail address is the username of one citizen alone:
 * see `switchOn`.
 */
export async function citizenOfUsername(sql: Sql, keys: Keys, { kind, name }: Username): Promise<string | null> {
  switch (kind) {
    case 'fiscal-code':
      return await citizenIdOf(sql, keys, name);
    case 'card-serial': {
      const card = await findCard(sql, name);
      return card === null || card.status === 'revoked' ? null : card.citizenId;
    }
    case 'email':
      return await citizenOfEmail(sql, contactDigest(keys, { kind: 'email', address: name }));
    case 'other':
      return null;
  }
}

/** Stands in counters for a name that belongs to nobody, or that must not tell whether it does. */
export const nameSubject = (keys: Keys, { kind, name }: Username): Uint8Array =>
  keys.digest('unknown-subject', 'username', kind, name);

/** Stands in counters for a citizen, whichever of the names was typed. */
export const citizenSubject = (keys: Keys, citizenId: string): Uint8Array =>
  keys.digest('unknown-subject', 'citizen', citizenId);
