import { catalogue } from '@tessera/base';
import { de } from './de.ts';
import { en } from './en.ts';
import { it } from './it.ts';

/** The portal's own words; the activation wizard and the articles have theirs. */
export const portalTexts = catalogue({ it, en, de });
