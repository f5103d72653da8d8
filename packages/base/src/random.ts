import { base64url } from './bytes.ts';
import type { Instant } from './clock.ts';

/** The one source of chance. Handed in everywhere, so that a seed gives the same people again. */
export interface Random {
  bytes(length: number): Uint8Array;
}

const BLOCK_BYTES = 4_096;

/** The platform's cryptographically secure generator. */
export const systemRandom: Random = inBlocks((block) => globalThis.crypto.getRandomValues(block));

/** Draws from a block, and fills it anew when it is used up: a call to the generator costs as much as ten draws of a token. */
function inBlocks(fill: (block: Uint8Array<ArrayBuffer>) => Uint8Array<ArrayBuffer>): Random {
  const block = new Uint8Array(BLOCK_BYTES);
  let used = BLOCK_BYTES;
  return {
    bytes: (length) => {
      if (length > BLOCK_BYTES / 16) return fill(new Uint8Array(length));
      if (used + length > BLOCK_BYTES) {
        fill(block);
        used = 0;
      }
      const drawn = block.slice(used, used + length);
      // What was given out is kept nowhere else.
      block.fill(0, used, used + length);
      used += length;
      return drawn;
    },
  };
}

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
  return uuidOf(random.bytes(16), 4);
}

/**
 * A version 7 UUID (RFC 9562): the instant, then 74 bits of chance. For the names of rows, which need not be secret: those made
 * one after the other lie side by side in every index, and a commit writes few pages instead of many.
 */
export function timelyUuid(random: Random, at: Instant): string {
  const bytes = random.bytes(16);
  // 48 bits: the high ones first, for JavaScript's own shifts end at 32.
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  view.setUint16(0, Math.floor(at / 2 ** 32));
  view.setUint32(2, at % 2 ** 32);
  return uuidOf(bytes, 7);
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function uuidOf(bytes: Uint8Array, version: number): string {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | (version << 4);
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  let text = '';
  for (let i = 0; i < 16; i++) text += (i === 4 || i === 6 || i === 8 || i === 10 ? '-' : '') + HEX[bytes[i] ?? 0];
  return text;
}
