import { padBlocks } from './block-padding.ts';
import type { CardPrimitives } from './primitives.ts';

/**
 * The "retail MAC": single DES with K1 along the message, triple DES on its last block. Padded inside; 8 bytes.
 *
 * Source: ISO/IEC 9797-1 MAC algorithm 3 with padding method 2; ICAO 9303-11 section 9.8.6.3.
 */
export function retailMac(
  key: Uint8Array,
  message: Uint8Array,
  { desEncrypt, tripleDesEncrypt }: Pick<CardPrimitives, 'desEncrypt' | 'tripleDesEncrypt'>,
): Uint8Array {
  const padded = padBlocks(message);
  const last = padded.slice(-8);
  if (padded.length > 8) {
    const chained = desEncrypt(key.subarray(0, 8), padded.subarray(0, -8)).subarray(-8);
    for (const [i, byte] of chained.entries()) last[i] = (last[i] ?? 0) ^ byte;
  }
  return tripleDesEncrypt(key, last);
}
