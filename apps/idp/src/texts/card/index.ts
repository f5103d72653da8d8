import { catalogue } from '@tessera/base';
import { de } from './de.ts';
import { en } from './en.ts';
import { it } from './it.ts';

/** Words of level 3: the card's boxes and pages. */
export const cardTexts = catalogue({ it, en, de });
