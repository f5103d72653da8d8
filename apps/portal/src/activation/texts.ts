import { catalogue } from '@tessera/base';
import { de } from './texts-de.ts';
import { en } from './texts-en.ts';
import { it } from './texts-it.ts';

/** The words of the wizard. */
export const texts = catalogue({ it, en, de });
