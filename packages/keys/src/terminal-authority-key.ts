import { createPrivateKey, createPublicKey } from 'node:crypto';
import { fromBase64url } from '@tessera/base';
import { type CardRsaKeyPair, drawCardKeyPair } from './card-key-pair.ts';
import { openKeyFolder } from './key-folder.ts';

const NAME = 'terminal-authority.1';

/**
 * The key that certifies readers for the cards of this installation: RSA with 2048 bits, e = 65537, in the key folder and never in
 * the database. Made when it is first asked for.
 *
 * It is used bare, for signatures with message recovery, which no signer of the house makes. Throws KeysUnavailable.
 */
export async function openTerminalAuthorityKey({ folder }: { readonly folder: string }): Promise<CardRsaKeyPair> {
  const stored = openKeyFolder(folder);
  const privateKey = stored.find(NAME) ?? stored.add(NAME, (await drawCardKeyPair()).privateKey);
  const { n = '', e = '' } = createPublicKey(
    createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs1' }),
  ).export({ format: 'jwk' });
  return {
    privateKey: Uint8Array.from(privateKey),
    publicKey: { modulus: fromBase64url(n), exponent: fromBase64url(e) },
  };
}
