import type { CardSerial, Sql } from '@tessera/base';
import type { Code, Half } from './code-half.ts';

export interface SealedHalf {
  readonly sealed: Uint8Array;
  readonly version: number;
}

/** Throws AlreadyExists when the card has this half: a reprint shows it again, it never draws another. */
export async function insertHalf(
  sql: Sql,
  half: { serial: CardSerial; code: Code; half: Half; sealed: Uint8Array; version: number },
): Promise<void> {
  await sql.run(
    'insert into code_halves (card_serial, code, half, sealed, version) values ($1, $2, $3, $4, $5)',
    half.serial,
    half.code,
    half.half,
    half.sealed,
    half.version,
  );
}

export const sealedHalf = (sql: Sql, serial: CardSerial, code: Code, half: Half): Promise<SealedHalf | null> =>
  sql.first(
    'select sealed, version from code_halves where card_serial = $1 and code = $2 and half = $3',
    serial,
    code,
    half,
  );
