import { ALGORITHM, CODE, isCode, KEY } from '@tessera/ias';
import { ACCESS_CONDITIONS } from './access-condition.ts';
import type { CardFile } from './card-file.ts';
import { APPLICATIONS, AT_POWER_ON, type CardKey, type CardState, type Code } from './card-state.ts';
import { CARD_FORMAT, CARD_VERSION } from './encode-card.ts';
import { JsonReader, NotACard } from './json-reader.ts';
import { makers } from './maker.ts';

/** The card in a text of `encodeCard`, without power. Throws NotACard, whose message names what is wrong with the text. */
export function decodeCard(text: string): CardState {
  const card = new JsonReader(parsed(text));
  card.field('format').oneOf([CARD_FORMAT]);
  card.field('version').number(CARD_VERSION, CARD_VERSION);
  const authority = card.field('authority');
  const group = card.field('group');
  return {
    ...AT_POWER_ON,
    maker: card.field('maker').oneOf(makers),
    serial: card.field('serial').bytes(),
    documentSecret: card.field('documentSecret').text(),
    codes: byReference(card.field('codes'), Object.values(CODE), readCode),
    authority: {
      publicKey: {
        modulus: authority.field('modulus').sharedBytes(),
        exponent: authority.field('exponent').sharedBytes(),
      },
      holderReference: authority.field('holderReference').sharedBytes(),
      holderAuthorization: authority.field('holderAuthorization').sharedBytes(),
    },
    group: {
      g: group.field('g').sharedBytes(),
      p: group.field('p').sharedBytes(),
      q: group.field('q').sharedBytes(),
    },
    files: card.field('files').items().map(readFile),
    keys: byReference(card.field('keys'), [KEY.authentication, KEY.device, KEY.services], readKey),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser would quote what it found, and that may be half a key.
    throw new NotACard('not a card of Tessera: the text is not JSON');
  }
}

/** Each of these references once, and no other. */
function byReference<Item>(
  list: JsonReader,
  references: readonly number[],
  read: (item: JsonReader) => Item,
): ReadonlyMap<number, Item> {
  const items = new Map(list.items().map((item) => [item.field('reference').number(0, 0xff), read(item)]));
  const complete = items.size === references.length && references.every((reference) => items.has(reference));
  return complete ? items : list.refuse(`complete: it has ${references.map((each) => each.toString(16)).join(', ')}`);
}

function readCode(code: JsonReader): Code {
  const reference = code.field('value').bytes();
  if (!isCode(reference)) return code.refuse('a code of 8 digits');
  // 63Cx has room for one hexadecimal digit.
  const triesMax = code.field('triesMax').number(1, 0x0f);
  return { reference, triesMax, triesLeft: code.field('triesLeft').number(0, triesMax) };
}

function readFile(file: JsonReader): CardFile {
  const sfi = file.field('sfi');
  const read = file.field('read').oneOf(ACCESS_CONDITIONS);
  return {
    application: file.field('application').oneOf(APPLICATIONS),
    id: file.field('id').number(0, 0xffff),
    sfi: sfi.isNull() ? null : sfi.number(1, 30),
    read,
    content: file.field('content').sharedBytes(),
  };
}

const readKey = (key: JsonReader): CardKey => ({
  privateKey: key.field('privateKey').bytes(),
  length: key.field('length').number(128, 512),
  algorithm: key.field('algorithm').oneNumberOf(Object.values(ALGORITHM)),
  use: key.field('use').oneOf(ACCESS_CONDITIONS),
});
