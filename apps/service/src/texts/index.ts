import { catalogue } from '@tessera/base';
import { de } from './de.ts';
import { en } from './en.ts';
import { it } from './it.ts';

export const texts = catalogue({ it, en, de });
