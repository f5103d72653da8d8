import { join, resolve } from 'node:path';
import { type Instant, KeysUnavailable } from '@tessera/base';
import { type ListedKey, listKeys, RENEWABLE_PURPOSES, renewKeys, renewMasterKey } from '@tessera/keys';
import { type Desk, fileNamed, notPossible, Refusal, readWords, theOnly } from './desk.ts';

export const keysCommands = { list, rotate } as const;

async function list(words: readonly string[], desk: Desk): Promise<void> {
  readWords(words, {});
  const keys = withKeys(() => listKeys(place(desk)));
  if (keys.length === 0) desk.say('There are no keys yet: each is made when it is first needed.');
  for (const key of keys) desk.say(lineOf(key));
}

async function rotate(words: readonly string[], desk: Desk): Promise<void> {
  const what = theOnly(readWords(words, {}).positionals, 'a purpose, or master');
  if (what === 'master') return rotateMaster(desk);
  const purpose = RENEWABLE_PURPOSES.find((name) => name === what);
  if (purpose === undefined)
    throw new Refusal(
      'not-understood',
      `"${what}" cannot have a new key: one of master, ${RENEWABLE_PURPOSES.join(', ')}.`,
    );
  const renewed = withKeys(() => renewKeys(place(desk), purpose));
  if (renewed.length === 0) desk.say(`Nothing has needed a key for ${purpose} yet: there is none to rotate.`);
  for (const { name, number, made, servesAt } of renewed)
    desk.say(`${name} ${number} ${made ? 'made' : 'was made before'}: it serves from ${timeOf(servesAt)} on.`);
}

function rotateMaster(desk: Desk): void {
  const { master, sealed, keys, resumed } = withKeys(() => renewMasterKey(place(desk)));
  desk.say(`${keys} of ${keys} keys are sealed under master key ${master}; ${sealed} of them were sealed anew.`);
  if (resumed) desk.say('This finished an earlier run. For another master key, run it again.');
}

/** The folder of the environment; the sandbox's where it names none. */
function place(desk: Desk): { readonly folder: string } {
  const { environment } = desk;
  const named = environment['TESSERA_KEYS'];
  return { folder: named ? fileNamed(named, desk) : join(resolve(environment['TESSERA_DATA'] || '.tessera'), 'keys') };
}

function withKeys<Answer>(work: () => Answer): Answer {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof KeysUnavailable)) throw error;
    throw notPossible(`${error.message}. Say where the keys are: TESSERA_KEYS=FOLDER tessera keys …`, error);
  }
}

function lineOf({ name, number, madeAt, state, servesAt, master }: ListedKey): string {
  return [
    name.padEnd(24),
    String(number).padStart(3),
    `made ${timeOf(madeAt)}`,
    `master key ${master}`.padEnd(13),
    state === 'waits' ? `serves from ${timeOf(servesAt)} on` : STATES[state],
  ].join('  ');
}

const STATES = { serves: 'serves', was: 'opens and verifies what it made' } as const;

const timeOf = (at: Instant): string => `${new Date(at).toISOString().slice(0, 16)}Z`;
