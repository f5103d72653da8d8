import type { KeyObject } from 'node:crypto';
import { utf8 } from '@tessera/base';
import { CompactEncrypt } from 'jose';
import type { ContentEncryptionAlgorithm, KeyEncryptionAlgorithm } from '../algorithms.ts';

/** The relying party's key and how it wants to be written to. */
export interface Encryption {
  readonly algorithm: KeyEncryptionAlgorithm;
  readonly content: ContentEncryptionAlgorithm;
  readonly kid: string;
  readonly key: KeyObject;
}

/** Puts a signed JWT into a JWE that only the relying party opens: the one place where anything is encrypted to somebody else. */
export async function encryptJwe(jwt: string, { algorithm, content, kid, key }: Encryption): Promise<string> {
  return new CompactEncrypt(utf8(jwt))
    .setProtectedHeader({ alg: algorithm, enc: content, kid, cty: 'JWT' })
    .encrypt(key);
}
