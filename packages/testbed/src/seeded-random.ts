import { createHash } from 'node:crypto';
import type { Random } from '@tessera/base';

/** The same bytes for the same seed: SHA-256 over the seed and a count, cut to what is asked. Never outside tests. */
export function seededRandom(seed: string | number): Random {
  let drawn = 0;
  const block = (): Uint8Array => createHash('sha256').update(`${seed}/${drawn++}`).digest();
  return {
    bytes: (length) => {
      const bytes = new Uint8Array(length);
      for (let offset = 0; offset < length; offset += 32) bytes.set(block().subarray(0, length - offset), offset);
      return bytes;
    },
  };
}
