import { cardCommands } from './card-commands.ts';
import { type Desk, Refusal } from './desk.ts';
import { keysCommands } from './keys-commands.ts';
import { CARD_USAGE, KEYS_USAGE, USAGE } from './usage.ts';

export type { Desk } from './desk.ts';

/** What the words after `tessera card` or `tessera keys` stand for. */
interface Room {
  readonly commands: Readonly<Record<string, Command>>;
  readonly usage: Readonly<Record<string, string>> & { readonly all: string };
}
type Command = (words: readonly string[], desk: Desk) => Promise<void>;

const ROOMS: Readonly<Record<string, Room>> = {
  card: { commands: cardCommands, usage: CARD_USAGE },
  keys: { commands: keysCommands, usage: KEYS_USAGE },
};

/** Carries out one command line. Gives the exit code: 0 done, 1 it could not be done, 2 it was not understood. */
export async function run(words: readonly string[], desk: Desk): Promise<number> {
  const [name, verb, ...rest] = words;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') return shown(USAGE, desk);
  const room = own(ROOMS, name);
  if (room === undefined) return notUnderstood(`There is no "tessera ${name}".`, USAGE, desk);
  if (verb === undefined || verb === '--help' || verb === '-h') return shown(room.usage.all, desk);
  const command = own(room.commands, verb);
  if (command === undefined) return notUnderstood(`There is no "tessera ${name} ${verb}".`, room.usage.all, desk);
  const usage = own(room.usage, verb) ?? room.usage.all;
  if (rest.includes('--help') || rest.includes('-h')) return shown(usage, desk);
  return carriedOut(() => command(rest, desk), usage, desk);
}

/** Not what every object has, such as `constructor`. */
const own = <Value>(record: Readonly<Record<string, Value>>, key: string): Value | undefined =>
  Object.hasOwn(record, key) ? record[key] : undefined;

async function carriedOut(command: () => Promise<void>, usage: string, desk: Desk): Promise<number> {
  try {
    await command();
    return 0;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.because === 'not-understood') return notUnderstood(error.message, usage, desk);
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
