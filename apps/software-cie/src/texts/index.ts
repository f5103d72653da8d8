import { catalogue } from '@tessera/base';
import { de } from './de.ts';
import { en } from './en.ts';
import { it } from './it.ts';

/** All that this program says, on its pages and on the command line. */
export const texts = catalogue({ it, en, de });
export type TextKey = keyof typeof it;
