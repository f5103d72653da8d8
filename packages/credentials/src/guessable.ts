import type { ZxcvbnFactory } from '@zxcvbn-ts/core';

/**
 * What falls to fewer guesses is refused: the lists of leaked passwords, also with the usual capital, figures and sign.
 * Source: zxcvbn, score 3 (USENIX Security 2016); ASVS 6.2.4.
 */
const GUESSES_MIN = 1e8;

let estimator: Promise<ZxcvbnFactory> | null = null;

/**
 * True for what a guesser with lists of leaked passwords and of Italian words and names would find soon. `words` stand
 * at the top of the lists. Works offline.
 *
 * The dictionaries are loaded at the first call and stay: 40 MiB, a fifth of a second. So only a process that sets
 * passwords has them. A later call takes some milliseconds for the 20 characters that a password has at most.
 */
export async function isGuessable(password: string, words: readonly string[]): Promise<boolean> {
  estimator ??= loadEstimator();
  const { guesses } = (await estimator).check(password, [...words]);
  return guesses < GUESSES_MIN;
}

async function loadEstimator(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory: Estimator }, common, italian] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
    import('@zxcvbn-ts/language-it'),
  ]);
  return new Estimator({
    dictionary: { ...common.dictionary, ...italian.dictionary },
    graphs: common.adjacencyGraphs,
  });
}
