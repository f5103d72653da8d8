import type { CodeName } from '@tessera/card-client';

/**
 * What a guess needs beside the code: nothing; a tick under what comes after the last try; or, where that is the card's end for
 * good, a word that somebody types.
 */
export type Deliberation = 'none' | 'tick' | 'word';

/** T-CRD-09, T-CRD-11: the last PIN, the last three PUKs. A card that does not count is believed to have many left. */
export function deliberationFor(name: CodeName, triesLeft: number | null): Deliberation {
  if (triesLeft === null) return 'none';
  if (name === 'pin') return triesLeft <= 1 ? 'tick' : 'none';
  if (triesLeft > 3) return 'none';
  return triesLeft <= 1 ? 'word' : 'tick';
}
