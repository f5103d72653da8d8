import { concat } from '@tessera/base';

const BLOCK = 8;

/** Padding method 2: a byte 80, then zeros to the next multiple of eight. Source: ISO/IEC 9797-1 section 6.3.3. */
export const padBlocks = (bytes: Uint8Array): Uint8Array => {
  const padded = new Uint8Array((Math.floor(bytes.length / BLOCK) + 1) * BLOCK);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  return padded;
};

/** What stood before the padding; null when there is none. */
export function unpadBlocks(padded: Uint8Array): Uint8Array | null {
  let end = padded.length - 1;
  while (end >= 0 && padded[end] === 0) end--;
  return padded[end] === 0x80 && padded.length - end <= BLOCK ? padded.subarray(0, end) : null;
}

/** As long as `length`, zeros in front; unchanged when it is that long or longer. */
export const padLeft = (bytes: Uint8Array, length: number): Uint8Array =>
  bytes.length >= length ? bytes : concat(new Uint8Array(length - bytes.length), bytes);
