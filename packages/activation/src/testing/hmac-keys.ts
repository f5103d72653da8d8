import { createHmac } from 'node:crypto';
import type { Keys } from '@tessera/base';

/** Keys that digest, for pure rules: nothing is sealed or signed. */
export const hmacKeys = (secret: Uint8Array): Pick<Keys, 'digest'> => ({
  digest: (purpose, ...parts) => {
    const hmac = createHmac('sha256', secret).update(purpose);
    for (const part of parts) hmac.update(`/${part.length}/`).update(part);
    return new Uint8Array(hmac.digest());
  },
});
