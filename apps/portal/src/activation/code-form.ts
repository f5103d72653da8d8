import type { CodeConfirmation } from '@tessera/activation';
import type { Language } from '@tessera/base';
import { parseOneTimeCode } from '@tessera/credentials';
import type { Fields, FormErrors } from '@tessera/web';
import { dayOfYear, timeOfDay } from './italian-time.ts';
import { texts } from './texts.ts';

/** The six digits of the field `code`; null when they are not six digits, and then no guess is spent. */
export function readCode(body: unknown): string | null {
  const { code = '' } = (body ?? {}) as Fields;
  return parseOneTimeCode(code.slice(0, 64));
}

/** What the page says of a code that was not typed. */
export const codeMissing = (language: Language): FormErrors => [
  { field: 'code', message: texts(language)('codeMissing') },
];

/** What the page says of a code that was not accepted. */
export function codeErrors(
  check: Exclude<CodeConfirmation, { outcome: 'accepted' | 'moved' }>,
  language: Language,
): FormErrors {
  const say = texts(language);
  const message = (): string => {
    switch (check.outcome) {
      case 'wrong':
        return check.guessesLeft === 0 ? say('codeExhausted') : say('codeWrong', { left: check.guessesLeft });
      case 'exhausted':
        return say('codeExhausted');
      case 'expired':
        return say('codeExpired');
      case 'too-many':
        return say('codeTooMany', { time: timeOfDay(check.until, language), day: dayOfYear(check.until, language) });
    }
  };
  return [{ field: 'code', message: message() }];
}
