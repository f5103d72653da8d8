import { catalogue } from '@tessera/base';
import { de } from './de.ts';
import { en } from './en.ts';
import { it } from './it.ts';

/** What stands on the control panel's pages. */
export const panelTexts = catalogue({ it, en, de });
