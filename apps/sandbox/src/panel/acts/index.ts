import { type AuditEvent, catalogue, type Language } from '@tessera/base';
import { de } from './de.ts';
import { en } from './en.ts';
import { it } from './it.ts';

/** Every act that the house records, in plain words. */
export const actTexts = catalogue({ it, en, de });

type Act = keyof typeof it;
const isKnown = (act: string): act is Act => Object.hasOwn(it, act);

/** What happened. An act that nobody has described yet is called by its name. */
export function actSentence(language: Language, { act }: Pick<AuditEvent, 'act'>): string {
  return isKnown(act) ? actTexts(language)(act) : act;
}
