import { type CardWord, cardCommands, isCardWord } from './card-commands.ts';
import { type Desk, Refusal } from './desk.ts';
import { CARD_USAGE, USAGE } from './usage.ts';

export type { Desk } from './desk.ts';

/** Carries out one command line. Gives the exit code: 0 done, 1 it could not be done, 2 it was not understood. */
export async function run(words: readonly string[], desk: Desk): Promise<number> {
  const [room, verb, ...rest] = words;
  if (room === undefined || room === '--help' || room === '-h' || room === 'help') return shown(USAGE, desk);
  if (room !== 'card') return notUnderstood(`There is no "tessera ${room}".`, USAGE, desk);
  if (verb === undefined || verb === '--help' || verb === '-h') return shown(CARD_USAGE.all, desk);
  if (!isCardWord(verb)) return notUnderstood(`There is no "tessera card ${verb}".`, CARD_USAGE.all, desk);
  if (rest.includes('--help') || rest.includes('-h')) return shown(CARD_USAGE[verb], desk);
  return carriedOut(verb, rest, desk);
}

async function carriedOut(verb: CardWord, rest: readonly string[], desk: Desk): Promise<number> {
  try {
    await cardCommands[verb](rest, desk);
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.because === 'not-understood') return notUnderstood(error.message, CARD_USAGE[verb], desk);
    desk.complain(error.message);
    return 1;
  }
}

function shown(text: string, { say }: Desk): number {
  say(text.trimEnd());
  return 0;
}

function notUnderstood(problem: string, usage: string, { complain }: Desk): number {
  complain(`${problem}\n\n${usage.trimEnd()}`);
  return 2;
}
