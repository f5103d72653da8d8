import type { Credentials } from '@tessera/credentials';

/** What can be said of somebody's password: the sandbox knows the one that it chose itself, and no other. */
export type PasswordInHand = 'known' | 'their-own' | 'not-active' | 'suspended';

/** `chosen` is the password that the sandbox chose; null when it chose none. `credentials` are null until they are switched on. */
export function passwordInHand(chosen: string | null, credentials: Credentials | null): PasswordInHand {
  if (credentials === null) return 'not-active';
  if (credentials.status === 'suspended') return 'suspended';
  // Raised by each new password: the sandbox's is the first.
  return chosen !== null && credentials.secretsVersion === 1 ? 'known' : 'their-own';
}
