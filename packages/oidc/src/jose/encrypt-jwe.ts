import { constants, type KeyObject, publicEncrypt, randomBytes } from 'node:crypto';
import { utf8 } from '@tessera/base';
import { CompactEncrypt } from 'jose';
import type { ContentEncryptionAlgorithm, KeyEncryptionAlgorithm } from '../algorithms.ts';
import { encryptContent, keyBytesOf } from './content-encryption.ts';

/** The relying party's key and how it wants to be written to. */
export interface Encryption {
  readonly algorithm: KeyEncryptionAlgorithm;
  readonly content: ContentEncryptionAlgorithm;
  readonly kid: string;
  readonly key: KeyObject;
}

/**
 * Puts a signed JWT into a JWE that only the relying party opens: the one place where anything is encrypted to somebody else.
 *
 * RSA, what nearly every service has, is framed here around node:crypto: docs/decisions/jose-in-the-hot-path.md.
 */
export async function encryptJwe(jwt: string, { algorithm, content, kid, key }: Encryption): Promise<string> {
  const header = { alg: algorithm, enc: content, kid, cty: 'JWT' };
  switch (algorithm) {
    case 'RSA-OAEP':
      return toRsa(jwt, header, { key, oaepHash: 'sha1' });
    case 'RSA-OAEP-256':
      return toRsa(jwt, header, { key, oaepHash: 'sha256' });
    default:
      return new CompactEncrypt(utf8(jwt)).setProtectedHeader(header).encrypt(key);
  }
}

/** Source: RFC 7516 section 5.1; RFC 7518 section 4.3. */
function toRsa(
  jwt: string,
  header: { readonly enc: ContentEncryptionAlgorithm },
  recipient: { readonly key: KeyObject; readonly oaepHash: 'sha1' | 'sha256' },
): string {
  const contentKey = randomBytes(keyBytesOf(header.enc));
  const wrapped = publicEncrypt({ ...recipient, padding: constants.RSA_PKCS1_OAEP_PADDING }, contentKey);
  const protectedHeader = Buffer.from(JSON.stringify(header)).toString('base64url');
  const { iv, body, tag } = encryptContent(header.enc, contentKey, utf8(jwt), Buffer.from(protectedHeader));
  return [protectedHeader, ...[wrapped, iv, body, tag].map((part) => part.toString('base64url'))].join('.');
}
