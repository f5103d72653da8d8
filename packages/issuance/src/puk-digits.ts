import { type CardSerial, equalInConstantTime, type Keys, type Sql, utf8 } from '@tessera/base';
import { openHalf } from './code-half.ts';

/**
 * Are these the digits at the two positions (1 to 4) of the first half of the card's PUK (ACT-14)?
 *
 * False for a card without codes too. Whoever asks has counted the guess, and committed the count, before.
 */
export async function checkPukDigits(
  sql: Sql,
  keys: Keys,
  serial: CardSerial,
  positions: readonly [number, number],
  typed: string,
): Promise<boolean> {
  if (positions.some((position) => !Number.isInteger(position) || position < 1 || position > 4))
    throw new RangeError('positions are 1 to 4');
  const half = await openHalf(sql, keys, serial, 'puk', 'first-half');
  if (half === null) return false;
  const asked = positions.map((position) => half.charAt(position - 1)).join('');
  return equalInConstantTime(utf8(asked), utf8(typed));
}
