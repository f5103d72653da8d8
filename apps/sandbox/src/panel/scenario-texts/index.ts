import { catalogue, type Language } from '@tessera/base';
import { de } from './de.ts';
import { en } from './en.ts';
import { it } from './it.ts';

export const scenarioTexts = catalogue({ it, en, de });

const isKnown = (name: string): name is keyof typeof it => Object.hasOwn(it, name);

/** Who that is, in one sentence; a scenario that nobody has described yet is called by its name. */
export const scenarioSentence = (language: Language, name: string): string =>
  isKnown(name) ? scenarioTexts(language)(name) : name;
