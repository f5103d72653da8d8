import type { Language } from '@tessera/base';
import type { Deliberation } from '../card/deliberate.ts';
import { textIn } from '../secret-form.ts';
import { texts } from '../texts/index.ts';

/** How much the form says that its guess is wanted: the word counts for the last try alone, the tick for those before it. */
export function deliberationIn(body: unknown, language: Language): Deliberation {
  if (textIn(body, 'word').trim().toUpperCase() === texts(language)('lastWord')) return 'word';
  return textIn(body, 'deliberate') === 'on' ? 'tick' : 'none';
}
