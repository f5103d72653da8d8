import type { Random } from '@tessera/base';

/** Crockford's alphabet: no I, L, O, U, so that it can be read out on the telephone. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A request's number: on its error page and in each of its log lines. 40 bits, five for each character; it opens nothing. */
export function reference(random: Random): string {
  // One draw: this stands before every request.
  let rest = random.bytes(5).reduce((number, byte) => number * 256 + byte, 0);
  let text = '';
  for (let i = 0; i < 8; i++) {
    text += ALPHABET[rest % 32];
    rest = Math.floor(rest / 32);
  }
  return text;
}
