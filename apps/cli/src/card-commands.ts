import { existsSync } from 'node:fs';
import { fromHex, hex } from '@tessera/base';
import { type Desk, fileNamed, Refusal, readWords, theOnly } from './desk.ts';
import { filedCard } from './filed-card.ts';
import { insertFile } from './insert-file.ts';
import { newCard } from './new-card.ts';
import { placeCard, type SandboxCard, sandboxCards, sendApdu } from './sandbox-api.ts';

type CardCommand = (words: readonly string[], desk: Desk) => Promise<void>;

export const cardCommands = { new: newCard, insert, remove, list, apdu } as const satisfies Record<string, CardCommand>;

async function list(words: readonly string[], desk: Desk): Promise<void> {
  readWords(words, {});
  const cards = await sandboxCards(desk);
  if (cards.length === 0) desk.say('There are no cards yet. The control panel makes people, and each has one.');
  for (const card of cards) desk.say(lineOf(card));
}

async function insert(words: readonly string[], desk: Desk): Promise<void> {
  const { values, positionals } = readWords(words, {
    phone: { type: 'string' },
    vpcd: { type: 'string' },
    port: { type: 'string' },
    'lost-after': { type: 'string' },
    'lost-at': { type: 'string' },
    'torn-at': { type: 'string' },
    slow: { type: 'string' },
  });
  const name = theOnly(positionals, 'a card: its serial number, or a file');
  if (values.vpcd !== undefined) return insertFile(name, { ...values, vpcd: values.vpcd }, desk);
  if (existsSync(fileNamed(name, desk)))
    throw new Refusal('not-understood', `${name} is a file. Say how it is to meet pcscd: --vpcd connect`);
  desk.say(lineOf(await placeCard(desk, name, values.phone === undefined ? 'reader' : `phone:${values.phone}`)));
}

async function remove(words: readonly string[], desk: Desk): Promise<void> {
  const { positionals } = readWords(words, {});
  desk.say(lineOf(await placeCard(desk, theOnly(positionals, 'the serial number of a card'), 'drawer')));
}

async function apdu(words: readonly string[], desk: Desk): Promise<void> {
  const { positionals } = readWords(words, {});
  const [name, ...commands] = positionals;
  if (name === undefined || commands.length === 0)
    throw new Refusal('not-understood', 'Give a card, and what to send in hexadecimal.');
  const bytes = commands.map(commandIn);
  const file = fileNamed(name, desk);
  if (existsSync(file)) {
    const card = await filedCard(file, name);
    try {
      for (const command of bytes) showExchange(desk, command, hex(await card.transmit(command)));
    } finally {
      await card.close();
    }
  } else for (const command of bytes) showExchange(desk, command, await sendApdu(desk, name, hex(command)));
}

function commandIn(text: string): Uint8Array {
  const digits = text.replaceAll(/[\s:]/g, '');
  if (!/^(?:[0-9a-f]{2}){4,261}$/i.test(digits))
    throw new Refusal('not-understood', `"${text}" is no command: 4 to 261 bytes in hexadecimal, such as 00B081000C.`);
  return fromHex(digits);
}

function showExchange({ say }: Desk, command: Uint8Array, answer: string): void {
  const spaced = (text: string): string => text.toUpperCase().replace(/..(?=.)/g, '$& ');
  say(`> ${spaced(hex(command))}`);
  say(`< ${spaced(answer)}`);
}

function lineOf({ serial, holder, status, place, maker, triesLeft }: SandboxCard): string {
  const tries = triesLeft === null ? '' : `PIN ${triesLeft.pin}, PUK ${triesLeft.puk} left`;
  return [
    serial,
    (place ?? 'being made').padEnd(12),
    (maker ?? '').padEnd(12),
    status.padEnd(14),
    tries.padEnd(20),
    holder,
  ]
    .join('  ')
    .trimEnd();
}
