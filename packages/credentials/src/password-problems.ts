import { isGuessable } from './guessable.ts';
import { brokenRules, normalPassword, type PasswordProblem } from './password-rules.ts';
import { leansOnWords } from './personal-words.ts';

/**
 * Everything that keeps a new password from being taken; empty when it may be set. Never cut, never changed.
 *
 * `personalWords` come from `personalWordsOf`. Source: ACT-29; ASVS 6.2.4, 6.2.11, 6.2.12; T-LOG-05..07.
 */
export async function passwordProblems(typed: string, personalWords: readonly string[]): Promise<PasswordProblem[]> {
  const broken = brokenRules(typed);
  // What is too long is not searched: the cost grows with the length.
  if (broken.includes('too-long')) return broken;
  const password = normalPassword(typed);
  const common = await isGuessable(password, []);
  // Easy only for someone who knows the person: then that is the reason, and not that everybody has it.
  const personal = leansOnWords(password, personalWords) || (!common && (await isGuessable(password, personalWords)));
  return [...broken, ...(common ? (['common'] as const) : []), ...(personal ? (['personal'] as const) : [])];
}
