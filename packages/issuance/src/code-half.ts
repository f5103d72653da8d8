import {
  type CardSerial,
  fromUtf8,
  type Ground,
  type Keys,
  randomDigits,
  type SealedPlace,
  type Sql,
  utf8,
} from '@tessera/base';
import { insertHalf, sealedHalf } from './code-half-store.ts';

/** The PIN enables the card's level 3, the PUK unblocks the PIN and activates (COD-01, COD-02). Eight digits each. */
export type Code = 'pin' | 'puk';

/** Digits 1-4, for the receipt, and 5-8, for the letter. Also the names of the two keys: neither opens the other. */
export type Half = 'first-half' | 'second-half';

/** The same half of both codes: all that one sheet may hold (DSK-07). */
export type HalfOfEach = Readonly<Record<Code, string>>;

const HALF_DIGITS = 4;

/**
 * Draws a card's PIN and PUK, seals each half under its own key (promise 17), and returns the first halves for the receipt.
 *
 * The halves are drawn one by one, and nothing here ever joins them: whole, a code exists on the citizen's table alone.
 */
export async function drawCodes(
  sql: Sql,
  ground: Pick<Ground, 'keys' | 'random'>,
  serial: CardSerial,
): Promise<HalfOfEach> {
  await drawHalves(sql, ground, serial, 'second-half');
  return drawHalves(sql, ground, serial, 'first-half');
}

/** The four digits of each code; null when the card has none. Throws NotOfThisPlace when they were moved or changed. */
export async function openHalves(sql: Sql, keys: Keys, serial: CardSerial, half: Half): Promise<HalfOfEach | null> {
  const pin = await openHalf(sql, keys, serial, 'pin', half);
  const puk = await openHalf(sql, keys, serial, 'puk', half);
  return pin === null || puk === null ? null : { pin, puk };
}

export async function openHalf(
  sql: Sql,
  keys: Keys,
  serial: CardSerial,
  code: Code,
  half: Half,
): Promise<string | null> {
  const row = await sealedHalf(sql, serial, code, half);
  return row && fromUtf8(await keys.open(half, row.sealed, placeOf(serial, code, half, row.version)));
}

async function drawHalves(
  sql: Sql,
  { keys, random }: Pick<Ground, 'keys' | 'random'>,
  serial: CardSerial,
  half: Half,
): Promise<HalfOfEach> {
  const draw = async (code: Code): Promise<string> => {
    const version = 1;
    const digits = randomDigits(random, HALF_DIGITS);
    const sealed = await keys.seal(half, utf8(digits), placeOf(serial, code, half, version));
    await insertHalf(sql, { serial, code, half, sealed, version });
    return digits;
  };
  return { pin: await draw('pin'), puk: await draw('puk') };
}

const placeOf = (serial: CardSerial, code: Code, half: Half, version: number): SealedPlace => ({
  table: 'code_halves',
  column: 'sealed',
  row: `${serial}/${code}/${half}`,
  version,
});
