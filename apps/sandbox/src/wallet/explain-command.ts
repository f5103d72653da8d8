import { dataObjectsByTag, equalInConstantTime, firstDataObject, hex, type Say } from '@tessera/base';
import { AID, type CommandApdu, INS } from '@tessera/ias';
import type { OpenedExchange } from './opened-exchange.ts';
import { type CardWord, isCardWord } from './words/index.ts';

/** Short identifiers of files, by application, as P1 of READ BINARY names them. */
const SHORT: Readonly<Record<OpenedExchange['application'], ReadonlyMap<number, string>>> = {
  ias: new Map([
    [0x1d, '2f01'],
    [0x1b, 'd004'],
  ]),
  cie: new Map(['1001', '1002', '1003', '1004', '1005', '1006', '1007'].map((id, place) => [place + 1, id])),
  passport: new Map([
    [0x1e, '011e'],
    [0x1d, '011d'],
    [0x01, '0101'],
    [0x0b, '010b'],
  ]),
};

/** One command, said so that a student understands it: the verb, and what it is about. */
export function explainCommand(say: Say<CardWord>, opened: OpenedExchange): string {
  const { command } = opened;
  if (command === null) return say('unreadable');
  const sentence = SENTENCES[command.ins];
  const said = sentence === undefined ? say('unknown', { ins: byte(command.ins) }) : sentence(say, command, opened);
  return opened.moreFollows ? `${said} (${say('more_follows')})` : said;
}

type Sentence = (say: Say<CardWord>, command: CommandApdu, opened: OpenedExchange) => string;

const SENTENCES: Readonly<Record<number, Sentence>> = {
  [INS.SELECT]: select,
  [INS.READ_BINARY]: (say, command, opened) => say('read', readPlace(say, command, opened)),
  [INS.READ_BINARY_ODD]: (say, { data }, opened) =>
    say('read', { name: currentFile(say, opened), offset: bigEndian(firstDataObject(data)?.value) }),
  [INS.GET_DATA]: (say, { data }) => say('get_data', { name: say(dataAsked(hex(data))) }),
  [INS.MANAGE_SECURITY_ENVIRONMENT]: environment,
  [INS.PERFORM_SECURITY_OPERATION]: (say) => say('verify_certificate'),
  [INS.GET_CHALLENGE]: (say) => say('get_challenge'),
  [INS.EXTERNAL_AUTHENTICATE]: (say, _command, { application }) =>
    say(application === 'passport' ? 'mutual_authenticate' : 'external_authenticate'),
  [INS.INTERNAL_AUTHENTICATE]: (say, _command, { privateKey }) =>
    say('internal_authenticate', { name: keyName(say, privateKey) }),
  [INS.VERIFY]: (say, { data, p2 }) => say(data.length === 0 ? 'ask_tries' : 'verify', { name: codeName(say, p2) }),
  [INS.CHANGE_REFERENCE_DATA]: (say, { p2 }) => say('change', { name: codeName(say, p2) }),
  [INS.RESET_RETRY_COUNTER]: (say, { p2 }) => say('unblock', { name: codeName(say, p2) }),
  [INS.GET_RESPONSE]: (say) => say('get_response'),
};

function select(say: Say<CardWord>, { p1, data }: CommandApdu): string {
  if (p1 === 0x04) return say('select_application', { name: applicationName(say, data) });
  if (p1 === 0x00 && (data.length === 0 || hex(data) === '3f00')) return say('select_root');
  return say('select_file', { name: fileName(say, hex(data)) });
}

function applicationName(say: Say<CardWord>, name: Uint8Array): string {
  const known = (['ias', 'cie', 'passport'] as const).find((each) => equalInConstantTime(AID[each], name));
  return known === undefined ? say('app_other', { hex: hex(name) }) : say(`app_${known}`);
}

/** P1 with its first bit set names the file itself; otherwise P1 and P2 are the offset in the current one. */
function readPlace(say: Say<CardWord>, { p1, p2 }: CommandApdu, opened: OpenedExchange) {
  if ((p1 & 0x80) === 0) return { name: currentFile(say, opened), offset: (p1 << 8) | p2 };
  const id = SHORT[opened.application].get(p1 & 0x1f);
  return { name: id === undefined ? say('file_other', { id: byte(p1 & 0x1f) }) : fileName(say, id), offset: p2 };
}

const currentFile = (say: Say<CardWord>, { currentFile: id }: OpenedExchange): string =>
  id === null ? say('file_current') : fileName(say, id.toString(16).padStart(4, '0'));

function fileName(say: Say<CardWord>, id: string): string {
  const key = `file_${id}`;
  return isCardWord(key) ? say(key) : say('file_other', { id });
}

function environment(say: Say<CardWord>, { p1, p2, data }: CommandApdu): string {
  const objects = dataObjectsByTag(data);
  switch ((p1 << 8) | p2) {
    case 0x41a6:
      return say('set_agreement');
    case 0x41a4:
      return say('set_private_key', { name: keyName(say, objects?.get(0x84)?.[0] ?? null) });
    case 0x81b6:
    case 0x81a4:
      return objects?.has(0x80) === true
        ? say('set_certificate_key', { name: keyName(say, objects.get(0x83)?.[0] ?? null) })
        : say('set_reader');
    default:
      return say('set_other');
  }
}

function keyName(say: Say<CardWord>, key: number | null): string {
  if (key === null) return say('key_none');
  const word = `key_${byte(key)}`;
  return isCardWord(word) ? say(word) : say('key_other', { key: byte(key) });
}

function codeName(say: Say<CardWord>, reference: number): string {
  const word = `code_${byte(reference)}`;
  return isCardWord(word) ? say(word) : say('code_other', { reference: byte(reference) });
}

/** By the tags in the extended header list. */
function dataAsked(list: string): 'data_group' | 'data_authority' | 'data_public_value' | 'data_other' {
  if (list.includes('bfa101')) return 'data_group';
  if (list.includes('bfa004')) return 'data_authority';
  return list.includes('a60291') ? 'data_public_value' : 'data_other';
}

const byte = (value: number): string => value.toString(16).toUpperCase().padStart(2, '0');

const bigEndian = (bytes: Uint8Array = new Uint8Array()): number =>
  bytes.reduce((number, each) => number * 256 + each, 0);
