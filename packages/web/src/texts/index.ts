import { catalogue } from '@tessera/base';
import { de } from './de.ts';
import { en } from './en.ts';
import { it } from './it.ts';

/** What the pieces themselves say: buttons, states, errors, the footer. */
export const webTexts = catalogue({ it, en, de });
