import type { Language } from '@tessera/base';
import { type CodeCheck, parseOneTimeCode } from '@tessera/credentials';
import { dayOfYear, type Fields, type FormErrors, timeOfDay } from '@tessera/web';
import { codeTexts } from './texts.ts';

/** The six digits of the field `code`; null when they are not six digits, and then no guess is spent. */
export function readCode(body: unknown): string | null {
  const { code = '' } = (body ?? {}) as Fields;
  return parseOneTimeCode(code.slice(0, 64));
}

/** What the page says of a code that was not typed. */
export const codeMissing = (language: Language): FormErrors => [
  { field: 'code', message: codeTexts(language)('codeMissing') },
];

export type CodeRefusal = Exclude<CodeCheck, { readonly outcome: 'accepted' }>;

/** True when the code that was sent opens nothing any more, whatever is typed: only another one helps. */
export const isUsedUp = (refusal: CodeRefusal): boolean =>
  refusal.outcome === 'expired' ||
  refusal.outcome === 'exhausted' ||
  (refusal.outcome === 'wrong' && refusal.guessesLeft === 0);

/** What the page says of a code that was not accepted. The box is named while there is one. */
export const codeErrors = (refusal: CodeRefusal, language: Language): FormErrors => [
  { field: isUsedUp(refusal) ? '' : 'code', message: sentence(refusal, language) },
];

function sentence(refusal: CodeRefusal, language: Language): string {
  const say = codeTexts(language);
  switch (refusal.outcome) {
    case 'wrong':
      return refusal.guessesLeft === 0 ? say('codeExhausted') : say('codeWrong', { left: refusal.guessesLeft });
    case 'exhausted':
      return say('codeExhausted');
    case 'expired':
      return say('codeExpired');
    case 'too-many':
      return say('codeTooMany', {
        time: timeOfDay(refusal.until, language),
        day: dayOfYear(refusal.until, language),
      });
  }
}
