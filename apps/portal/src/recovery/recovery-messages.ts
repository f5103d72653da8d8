import type { Language } from '@tessera/base';
import type { PasswordProblem, RecoveryCodeCheck } from '@tessera/credentials';
import type { FormErrors } from '@tessera/web';
import { portalTexts } from '../texts/index.ts';

const PROBLEMS = {
  'too-short': 'problemTooShort',
  'too-long': 'problemTooLong',
  'no-upper-case': 'problemNoUpperCase',
  'no-lower-case': 'problemNoLowerCase',
  'no-digit': 'problemNoDigit',
  'no-symbol': 'problemNoSymbol',
  'repeated-character': 'problemRepeated',
  common: 'problemCommon',
  personal: 'problemPersonal',
} as const satisfies Record<PasswordProblem, string>;

/** All that is wrong with the new password, in one message: nobody should fix it piece by piece. */
export function passwordErrors(problems: readonly PasswordProblem[], language: Language): FormErrors {
  const say = portalTexts(language);
  return [{ field: 'password', message: problems.map((problem) => say(PROBLEMS[problem])).join('. ') }];
}

/** What to do about a code that was not accepted. */
export function codeErrors(
  check: Exclude<RecoveryCodeCheck, { readonly outcome: 'accepted' }>,
  language: Language,
): FormErrors {
  const say = portalTexts(language);
  switch (check.outcome) {
    case 'wrong':
      return [{ field: 'code', message: say('codeWrong', { left: check.guessesLeft }) }];
    case 'exhausted':
      return [{ field: 'code', message: say('codeExhausted') }];
    case 'expired':
      return [{ field: 'code', message: say('codeExpired') }];
  }
}
