import { type Ground, HOUR } from '@tessera/base';
import { deleteCardRequests } from './card-request-store.ts';
import { deleteLogins } from './login-store.ts';
import { SIGN_ON_LIFETIME } from './sign-on.ts';
import { deleteSignOns } from './sign-on-store.ts';

/** A page left open overnight still says what happened, and leads back to the service. */
const KEPT_AFTER_EXPIRY = 23 * HOUR;

/** Removes logins and sessions that can serve nobody any more. To be called now and then, on any node. */
export async function forgetOld({ database, clock }: Pick<Ground, 'database' | 'clock'>): Promise<void> {
  const now = clock.now();
  await deleteLogins(database, now - KEPT_AFTER_EXPIRY);
  await deleteCardRequests(database, now - KEPT_AFTER_EXPIRY);
  await deleteSignOns(database, now - SIGN_ON_LIFETIME);
}
