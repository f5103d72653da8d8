import { catalogue } from '@tessera/base';
import { de } from './de.ts';
import { en } from './en.ts';
import { it } from './it.ts';

/** The wallet's own texts; what every page of the panel says stands in `../texts`. */
export const walletTexts = catalogue({ it, en, de });
