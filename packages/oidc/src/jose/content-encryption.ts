import { createCipheriv, createHmac, createSecretKey, randomBytes } from 'node:crypto';
import type { ContentEncryptionAlgorithm } from '../algorithms.ts';

/** What each algorithm is made of. The key's first half authenticates, its second half encrypts. */
const PARTS = {
  'A128CBC-HS256': { cipher: 'aes-128-cbc', hash: 'sha256', keyBytes: 32 },
  'A256CBC-HS512': { cipher: 'aes-256-cbc', hash: 'sha512', keyBytes: 64 },
} as const satisfies Readonly<Record<ContentEncryptionAlgorithm, object>>;

export const keyBytesOf = (algorithm: ContentEncryptionAlgorithm): number => PARTS[algorithm].keyBytes;

/**
 * AES-CBC, then HMAC over what is authenticated, the vector, the ciphertext and the length: the tag is its first half.
 *
 * Source: RFC 7518 section 5.2.2.1.
 */
export function encryptContent(
  algorithm: ContentEncryptionAlgorithm,
  key: Uint8Array,
  plain: Uint8Array,
  authenticated: Uint8Array,
): { readonly iv: Buffer; readonly body: Buffer; readonly tag: Buffer } {
  const { cipher, hash, keyBytes } = PARTS[algorithm];
  const half = keyBytes / 2;
  const iv = randomBytes(16);
  // As KeyObjects: Node takes four times as long over a key that comes as bytes.
  const encryption = createCipheriv(cipher, createSecretKey(key.subarray(half)), iv);
  const body = Buffer.concat([encryption.update(plain), encryption.final()]);
  const bits = Buffer.alloc(8);
  bits.writeBigUInt64BE(BigInt(authenticated.length) * 8n);
  const whole = createHmac(hash, createSecretKey(key.subarray(0, half)))
    .update(authenticated)
    .update(iv)
    .update(body)
    .update(bits)
    .digest();
  return { iv, body, tag: whole.subarray(0, half) };
}
