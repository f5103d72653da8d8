import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { drawCardKeyPair } from '@tessera/keys';
import { FIRST_PEOPLE } from '../people/scenarios.ts';
import { KeyPairsAhead } from './key-pairs-ahead.ts';
import type { SandboxSettings } from './settings.ts';

export const KEYS_OF_A_CARD = 3;
/** The keys of everybody who lives in a new country. */
export const FIRST_KEY_PAIRS = KEYS_OF_A_CARD * FIRST_PEOPLE.length;

/**
 * Begins a first day's slowest work before the rest of the country is even loaded: loading keeps one thread busy, and the pool has
 * nothing else to do. This only looks whether somebody lives there; who takes the folder decides.
 */
export function drawEarly({ dataFolder, fresh }: Pick<SandboxSettings, 'dataFolder' | 'fresh'>): KeyPairsAhead {
  const keyPairs = new KeyPairsAhead(drawCardKeyPair);
  if (fresh || !existsSync(join(dataFolder, 'world.db'))) keyPairs.drawAhead(FIRST_KEY_PAIRS, FIRST_KEY_PAIRS);
  return keyPairs;
}
