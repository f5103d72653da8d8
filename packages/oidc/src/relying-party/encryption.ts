import type { Encryption } from '../jose/encrypt-jwe.ts';
import { encryptionKey } from './client-keys.ts';
import type { RelyingParty } from './relying-party.ts';

/** How this service wants ID tokens or UserInfo encrypted; null when it does not. Its metadata was checked to have the key. */
export function encryptionFor({ metadata, keys }: RelyingParty, what: 'id_token' | 'userinfo'): Encryption | null {
  const algorithm = metadata[`${what}_encrypted_response_alg`];
  const content = metadata[`${what}_encrypted_response_enc`];
  if (algorithm === undefined || content === undefined) return null;
  const key = encryptionKey(keys, algorithm);
  if (key === null) throw new Error(`the service has no key for ${algorithm}, though its metadata was accepted`);
  return { algorithm, content, kid: key.kid, key: key.key };
}
