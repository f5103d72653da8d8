import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fromHex, randomDigits } from '@tessera/base';
import { makers } from '@tessera/chip';
import { type CardAuthority, terminalAuthority } from '@tessera/ias';
import { openTerminalAuthorityKey } from '@tessera/keys';
import { writeCardFile } from '@tessera/readers';
import { type Desk, fileNamed, notPossible, Refusal, readWords } from './desk.ts';
import { authorityFor } from './fitting-authority.ts';
import { makeCard } from './make-card.ts';

/** Makes a card in a file, and shows its codes once. */
export async function newCard(words: readonly string[], desk: Desk): Promise<void> {
  const { values, positionals } = readWords(words, {
    out: { type: 'string' },
    maker: { type: 'string', default: 'gemalto' },
    pin: { type: 'string' },
    puk: { type: 'string' },
    nis: { type: 'string' },
    'terminal-exponent': { type: 'string' },
  });
  if (values.out === undefined || positionals.length > 0)
    throw new Refusal('not-understood', 'Say where to write it: --out FILE.');
  const maker = makers.find((name) => name === values.maker);
  if (maker === undefined)
    throw new Refusal('not-understood', `--maker is "${values.maker}": one of ${makers.join(', ')}.`);
  const pin = digits(values.pin ?? randomDigits(desk.random, 8), 8, '--pin');
  const puk = digits(values.puk ?? randomDigits(desk.random, 8), 8, '--puk');
  const nis = digits(values.nis ?? randomDigits(desk.random, 12), 12, '--nis');

  const authority = await believed(values['terminal-exponent'], desk);
  const card = await makeCard({ maker, pin, puk, nis, authority }, desk);
  await writeCardFile(fileNamed(values.out, desk), card).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST')
      throw notPossible(`${values.out} exists already, and may be a card: choose another name.`);
    throw notPossible(`${values.out} cannot be written: ${error.message}`);
  });
  desk.say(`A card of ${maker} in ${values.out}. NIS ${nis}, PIN ${pin}, PUK ${puk}.`);
  desk.say(`To lay it on pcscd's virtual reader:  tessera card insert ${values.out} --vpcd connect`);
}

function digits(text: string, length: number, flag: string): string {
  if (text.length === length && /^\d+$/.test(text)) return text;
  throw new Refusal('not-understood', `${flag} takes ${length} digits.`);
}

/** Whose readers the card is to believe. */
async function believed(exponentFile: string | undefined, desk: Desk): Promise<CardAuthority> {
  if (exponentFile !== undefined)
    return terminalAuthority(authorityFor(readExponent(fileNamed(exponentFile, desk), exponentFile)));
  const data = resolve(desk.environment['TESSERA_DATA'] || '.tessera');
  return terminalAuthority((await openTerminalAuthorityKey({ folder: join(data, 'keys') })).publicKey);
}

/** Bytes as they are, or written in hexadecimal. */
function readExponent(file: string, name: string): Uint8Array {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch {
    throw notPossible(`There is no ${name} to read the exponent from.`);
  }
  const text = new TextDecoder('latin1').decode(bytes).replaceAll(/[\s:]/g, '');
  const exponent = /^(?:[0-9a-f]{2})+$/i.test(text) ? fromHex(text) : new Uint8Array(bytes);
  if (exponent.length < 128 || exponent.length > 256)
    throw notPossible(`${name} holds ${exponent.length} bytes: a private exponent has 128 to 256.`);
  return exponent;
}
