import type { DrawKeyPair } from '@tessera/issuance';
import { drawCardKeyPair } from '@tessera/keys';

/** So many that the keys of one card differ, and those of the next. */
const DIFFERENT = 6;

/**
 * Keys for the cards of a test's country, drawn once a process and then given again and again: most tests want a country with cards
 * in it, and few want to wait for fifty RSA keys.
 */
export function fewKeyPairs(): DrawKeyPair {
  let next = 0;
  return () => {
    const place = next++ % DIFFERENT;
    drawn[place] ??= drawCardKeyPair();
    return drawn[place];
  };
}

const drawn: ReturnType<DrawKeyPair>[] = [];
