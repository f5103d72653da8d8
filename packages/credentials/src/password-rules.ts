/** What a new password lacks, or has too much of. The first seven are the ticks that the page shows (ACT-29). */
export type PasswordProblem = PasswordRule | 'common' | 'personal';

export type PasswordRule =
  | 'too-short'
  | 'too-long'
  | 'no-upper-case'
  | 'no-lower-case'
  | 'no-digit'
  | 'no-symbol'
  | 'repeated-character';

export const PASSWORD_LENGTH_MIN = 10;
export const PASSWORD_LENGTH_MAX = 20;
/** Characters that a form lets through. More than this is not looked at, let alone hashed (T-LOG-06). */
export const PASSWORD_INPUT_MAX = 1024;

/**
 * The one form in which passwords are judged and hashed: Unicode NFC and nothing else. Blanks, capitals and length stay
 * as typed. A keyboard that sends `e` and an accent and one that sends `è` so give the same password.
 *
 * Source: NIST SP 800-63B-4, passwords (normalisation).
 */
export const normalPassword = (typed: string): string => typed.normalize('NFC');

/** True when it is longer than any password and than what a form lets through. */
export const isOversized = (typed: string): boolean => typed.length > PASSWORD_INPUT_MAX;

/**
 * The broken rules among those that can be told by looking, in the order of the page. Counted in code points after NFC;
 * a symbol is what is neither letter nor digit: blanks and emoji too.
 *
 * Imports nothing: the page's live ticks run the same function.
 * Source: ACT-29; the guides, 002:L194-199.
 */
export function brokenRules(typed: string): PasswordRule[] {
  if (isOversized(typed)) return ['too-long'];
  const password = normalPassword(typed);
  const length = [...password].length;
  const broken: readonly (readonly [PasswordRule, boolean])[] = [
    ['too-short', length < PASSWORD_LENGTH_MIN],
    ['too-long', length > PASSWORD_LENGTH_MAX],
    ['no-upper-case', !/\p{Lu}/u.test(password)],
    ['no-lower-case', !/\p{Ll}/u.test(password)],
    ['no-digit', !/\p{Nd}/u.test(password)],
    ['no-symbol', !/[^\p{L}\p{Nd}]/u.test(password)],
    ['repeated-character', /(.)\1\1/su.test(password)],
  ];
  return broken.filter(([, isBroken]) => isBroken).map(([rule]) => rule);
}
