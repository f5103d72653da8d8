import { createHmac } from 'node:crypto';
import { concat, type Random, utf8 } from '@tessera/base';

const BLOCK = 32;

/**
 * A stream of chance that is the same for the same seed and name, on every machine.
 *
 * It makes the invented people; sessions and keys never come from it. HMAC-SHA-256 over a counter, so that streams
 * with different names have nothing in common: the seventh person does not depend on what the sixth needed.
 */
export function seededRandom(seed: number, name: string): Random {
  let counter = 0;
  let rest: Uint8Array = new Uint8Array(0);
  return {
    bytes(length) {
      const parts = [rest];
      for (let held = rest.length; held < length; held += BLOCK) parts.push(block(seed, name, counter++));
      const drawn = concat(...parts);
      rest = drawn.subarray(length);
      return drawn.slice(0, length);
    },
  };
}

const block = (seed: number, name: string, counter: number): Uint8Array =>
  createHmac('sha256', utf8(`tessera sandbox ${seed}`))
    .update(`${counter} ${name}`)
    .digest();
