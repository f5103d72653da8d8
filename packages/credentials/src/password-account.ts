import type { Ground } from '@tessera/base';
import { credentialsRow } from './credentials-store.ts';
import { citizenOfUsername, citizenSubject, nameSubject, parseUsername } from './username.ts';

/** Whom a username stands for, as far as passwords are concerned. */
export interface PasswordAccount {
  /** What the failures are counted under: the citizen, whichever of the usernames was typed, or the unknown name. */
  readonly subject: Uint8Array;
  readonly citizenId: string | null;
  /** What a password is compared with; null unless there are active credentials. */
  readonly secret: { readonly hash: string; readonly version: number } | null;
}

/** The same look-ups for every name of one kind, known or not. */
export async function findAccount(
  { database, keys }: Pick<Ground, 'database' | 'keys'>,
  typed: string,
): Promise<PasswordAccount> {
  const username = parseUsername(typed);
  const citizenId = await citizenOfUsername(database, keys, username);
  const row = await credentialsRow(database, citizenId ?? '');
  return {
    subject: citizenId === null ? nameSubject(keys, username) : citizenSubject(keys, citizenId),
    citizenId,
    secret:
      row === null || row.suspended_at !== null ? null : { hash: row.password_hash, version: row.secrets_version },
  };
}
