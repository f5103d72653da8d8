import type { Language } from '@tessera/base';
import type { PasswordProblem } from '@tessera/credentials';
import type { Fields, FormErrors } from '@tessera/web';
import { passwordTexts } from './texts.ts';

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

/** What was typed into the two fields. */
export interface TypedPasswords {
  readonly password: string;
  readonly passwordAgain: string;
}

export function typedPasswords(body: unknown): TypedPasswords {
  const { password = '', passwordAgain = '' } = (body ?? {}) as Fields;
  return { password, passwordAgain };
}

export const agree = ({ password, passwordAgain }: TypedPasswords): boolean =>
  password !== '' && password === passwordAgain;

/** All that is wrong with the two fields, at once: nobody should put a password right piece by piece. */
export function newPasswordErrors(
  typed: TypedPasswords,
  problems: readonly PasswordProblem[],
  language: Language,
): FormErrors {
  const say = passwordTexts(language);
  if (typed.password === '') return [{ field: 'password', message: say('passwordMissing') }];
  const rules = problems.map((problem) => say(PROBLEMS[problem])).join('. ');
  return [
    ...(rules === '' ? [] : [{ field: 'password', message: rules }]),
    ...(agree(typed) ? [] : [{ field: 'passwordAgain', message: say('passwordAgainWrong') }]),
  ];
}
