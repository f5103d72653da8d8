import { concat, equalInConstantTime } from '@tessera/base';
import type { CardPrimitives } from './primitives.ts';

const HEADER = 0x6a;
const TRAILER = 0xbc;
const DIGEST_LENGTH = 32;
/** Header, digest and trailer: what a block holds beside the message. */
const OVERHEAD = 1 + DIGEST_LENGTH + 1;

/** As much of a message as a signature of `blockLength` bytes gives back when it is verified. */
export const recoverableLength = (blockLength: number): number => blockLength - OVERHEAD;

/**
 * The block that is signed in a scheme with message recovery: `6A` ‖ start of the message ‖ SHA-256 of all of it ‖ `BC`.
 * The start is as long as fits; whoever verifies must be given the remainder. The message is at least that long.
 *
 * Source: ISO/IEC 9796-2 digital signature scheme 1, partial recovery; algorithm reference 41 of IAS ECC.
 */
export function recoveryBlock(
  message: Uint8Array,
  blockLength: number,
  { digest }: Pick<CardPrimitives, 'digest'>,
): { readonly block: Uint8Array; readonly remainder: Uint8Array } {
  const start = message.subarray(0, recoverableLength(blockLength));
  return {
    block: concat(Uint8Array.of(HEADER), start, digest('SHA-256', message), Uint8Array.of(TRAILER)),
    remainder: message.subarray(start.length),
  };
}

/** The whole message out of the block that the public operation gave; null when header, trailer or digest are wrong. */
export function recoveredMessage(
  block: Uint8Array,
  remainder: Uint8Array,
  { digest }: Pick<CardPrimitives, 'digest'>,
): Uint8Array | null {
  if (block.length <= OVERHEAD || block[0] !== HEADER || block.at(-1) !== TRAILER) return null;
  const start = block.subarray(1, -1 - DIGEST_LENGTH);
  const message = concat(start, remainder);
  return equalInConstantTime(block.subarray(-1 - DIGEST_LENGTH, -1), digest('SHA-256', message)) ? message : null;
}
