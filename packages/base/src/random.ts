import { base64url } from './bytes.ts';

/** The one source of chance. Handed in everywhere, so that a seed gives the same people again. */
export interface Random {
  bytes(length: number): Uint8Array;
}

/** The platform's cryptographically secure generator. */
export const systemRandom: Random = {
  bytes: (length) => globalThis.crypto.getRandomValues(new Uint8Array(length)),
};

/** A whole number from 0 to `limit` - 1, each equally likely (rejection sampling: no modulo bias). `limit` is at most 2^32. */
export function randomBelow(random: Random, limit: number): number {
  const largestFair = Math.floor(2 ** 32 / limit) * limit;
  for (;;) {
    const bytes = random.bytes(4);
    const drawn = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0);
    if (drawn < largestFair) return drawn % limit;
  }
}

/** Decimal digits, each equally likely. */
export function randomDigits(random: Random, length: number): string {
  return Array.from({ length }, () => randomBelow(random, 10)).join('');
}

/** 256 bits as base64url: cookies, tokens, anything that must not be guessed. */
export function randomToken(random: Random): string {
  return base64url(random.bytes(32));
}

/** A version 4 UUID (RFC 9562). */
export function randomUuid(random: Random): string {
  const bytes = random.bytes(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
