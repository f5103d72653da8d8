import { concat, equalInConstantTime, fromHex } from '@tessera/base';
import { type CardPrimitives, type RsaPublicKey, rsaPublic } from './primitives.ts';

/** At least eight bytes FF, and three more around them. */
const OVERHEAD = 11;

/**
 * The block that keys 81 and 83 sign: `00 01 FF … FF 00` ‖ what the caller sent, as long as the modulus. Null when it does not fit.
 *
 * The card formats nothing: a caller who wants a signature that others verify sends a whole DigestInfo.
 * Source: RFC 8017 section 9.2, steps 3-5; IAS ECC algorithm reference 02.
 */
export function clientSignatureBlock(data: Uint8Array, length: number): Uint8Array | null {
  if (data.length > length - OVERHEAD) return null;
  const filling = new Uint8Array(length - 3 - data.length).fill(0xff);
  return concat(Uint8Array.of(0, 1), filling, Uint8Array.of(0), data);
}

/** True when the holder of the key signed these very bytes. */
export function isClientSignature(
  key: RsaPublicKey,
  data: Uint8Array,
  signature: Uint8Array,
  primitives: CardPrimitives,
): boolean {
  const expected = clientSignatureBlock(data, key.modulus.length);
  const block = rsaPublic(key, signature, primitives);
  return expected !== null && block !== null && equalInConstantTime(expected, block);
}

/** SEQUENCE { SEQUENCE { sha256, NULL }, OCTET STRING (32) } up to the digest itself. Source: RFC 8017 section 9.2, note 1. */
const SHA256_PREFIX = fromHex('3031300d060960864801650304020105000420');

/** What a TLS client or a challenge's signer sends to the card: the DigestInfo of the message. */
export const sha256DigestInfo = (message: Uint8Array, { digest }: Pick<CardPrimitives, 'digest'>): Uint8Array =>
  concat(SHA256_PREFIX, digest('SHA-256', message));
