import { base64url, type CardSerial, fromBase64url, type Sql } from '@tessera/base';
import { type CardState, type Code, type Codes, decodeCard, encodeCard, type Maker } from '@tessera/chip';
import { CODE } from '@tessera/ias';

/** Where a card lies: put away, on the reader, or held against a phone. */
export type Place = 'drawer' | 'reader' | `phone:${string}`;

/** A virtual card, seen from outside. */
export interface Chip {
  readonly serial: CardSerial;
  readonly place: Place;
  readonly maker: Maker;
  readonly pinTriesLeft: number;
  readonly pukTriesLeft: number;
}

interface ChipRow {
  serial: string;
  place: Place;
  maker: Maker;
  pin_tries_left: number;
  puk_tries_left: number;
}

interface CodeRow {
  reference: number;
  value: string;
  tries_left: number;
  tries_max: number;
}

/** Keeps a new card; one that is made again takes the place of the first, where that lies. */
export async function keepChip(sql: Sql, serial: CardSerial, card: CardState): Promise<void> {
  await sql.run(
    `insert into chip (serial, card, place) values ($1, $2, 'drawer') on conflict (serial) do update set card = excluded.card`,
    serial,
    encodeCard(card),
  );
  await keepCodes(sql, serial, card.codes);
}

export async function keepCodes(sql: Sql, serial: CardSerial, codes: Codes): Promise<void> {
  for (const [reference, code] of codes) await keepCode(sql, serial, reference, code);
}

async function keepCode(sql: Sql, serial: CardSerial, reference: number, code: Code): Promise<void> {
  await sql.run(
    `insert into chip_code (serial, reference, value, tries_left, tries_max) values ($1, $2, $3, $4, $5)
     on conflict (serial, reference) do update set value = excluded.value, tries_left = excluded.tries_left`,
    serial,
    reference,
    base64url(code.reference),
    code.triesLeft,
    code.triesMax,
  );
}

/** The card as its last command left it; null when there is none. */
export async function loadCard(sql: Sql, serial: CardSerial): Promise<CardState | null> {
  const row = await sql.first<{ card: string }>('select card from chip where serial = $1', serial);
  if (row === null) return null;
  const codes = await sql.all<CodeRow>('select * from chip_code where serial = $1 order by reference', serial);
  return { ...decodeCard(row.card), codes: new Map(codes.map((each) => [each.reference, code(each)])) };
}

const CHIPS = `
  select chip.serial, chip.place, json_extract(chip.card, '$.maker') as maker,
    pin.tries_left as pin_tries_left, puk.tries_left as puk_tries_left
  from chip
  join chip_code pin on pin.serial = chip.serial and pin.reference = ${CODE.pin}
  join chip_code puk on puk.serial = chip.serial and puk.reference = ${CODE.puk}`;

export async function chips(sql: Sql): Promise<Chip[]> {
  return (await sql.all<ChipRow>(`${CHIPS} order by chip.serial`)).map(chip);
}

export async function findChip(sql: Sql, serial: CardSerial): Promise<Chip | null> {
  const row = await sql.first<ChipRow>(`${CHIPS} where chip.serial = $1 order by chip.serial`, serial);
  return row === null ? null : chip(row);
}

export async function chipsAt(sql: Sql, place: Place): Promise<Chip[]> {
  return (await sql.all<ChipRow>(`${CHIPS} where chip.place = $1 order by chip.serial`, place)).map(chip);
}

/** False when there is no such card. */
export async function moveChip(sql: Sql, serial: CardSerial, place: Place): Promise<boolean> {
  return (await sql.run('update chip set place = $2 where serial = $1', serial, place)) === 1;
}

const code = (row: CodeRow): Code => ({
  reference: fromBase64url(row.value),
  triesLeft: row.tries_left,
  triesMax: row.tries_max,
});

const chip = (row: ChipRow): Chip => ({
  serial: row.serial,
  place: row.place,
  maker: row.maker,
  pinTriesLeft: row.pin_tries_left,
  pukTriesLeft: row.puk_tries_left,
});
