import { catalogue } from '@tessera/base';
import { de } from './de.ts';
import { en } from './en.ts';
import { it } from './it.ts';

/** What a command means and what a status says, in words. */
export const wordsOfCards = catalogue({ it, en, de });

export type CardWord = keyof typeof it;

export const isCardWord = (key: string): key is CardWord => Object.hasOwn(it, key);
