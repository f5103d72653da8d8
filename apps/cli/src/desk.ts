import { resolve } from 'node:path';
import { type ParseArgsConfig, parseArgs } from 'node:util';
import type { Clock, Random } from '@tessera/base';

/** What a command works with: where it speaks, and what it was given. */
export interface Desk {
  say(line: string): void;
  complain(line: string): void;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  readonly random: Random;
  /** Aborted when whoever started the command wants it to end. */
  readonly ended: AbortSignal;
}

/** Thrown when a command cannot do what it was told. The message says what to do instead. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly because: 'not-understood' | 'not-possible';

  constructor(because: Refusal['because'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.because = because;
  }
}

export const notPossible = (message: string, cause?: unknown): Refusal =>
  new Refusal('not-possible', message, { cause });

/** Reads flags and words. Throws a Refusal with the sentence about the word that was not understood. */
export function readWords<Options extends NonNullable<ParseArgsConfig['options']>>(
  words: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    throw new Refusal('not-understood', error instanceof Error ? error.message : 'The words were not understood.');
  }
}

/** The one word that a command takes. Throws a Refusal that says what it stands for. */
export function theOnly(words: readonly string[], what: string): string {
  const [word, second] = words;
  if (word === undefined || second !== undefined) throw new Refusal('not-understood', `Give ${what}, and one only.`);
  return word;
}

/** A file as it was named where the command was typed: npm starts programs elsewhere. */
export const fileNamed = (name: string, { environment }: Desk): string =>
  resolve(environment['INIT_CWD'] ?? process.cwd(), name);

/** A whole number of a flag; undefined when the flag was not given. */
export function numberIn(text: string | undefined, flag: string): number | undefined {
  if (text === undefined) return undefined;
  if (!/^\d{1,7}$/.test(text)) throw new Refusal('not-understood', `${flag} is "${text}": give a whole number.`);
  return Number(text);
}
