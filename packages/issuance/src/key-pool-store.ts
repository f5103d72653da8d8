import type { CardSerial, Instant, Sql } from '@tessera/base';

/** The sealed keys of one card to be. */
export interface PooledKeys {
  readonly id: string;
  readonly sealed: Uint8Array;
  readonly version: number;
}

const COLUMNS = 'id, sealed, version';

export async function insertKeys(sql: Sql, { id, sealed, version }: PooledKeys, at: Instant): Promise<void> {
  await sql.run(
    'insert into card_key_pool (id, sealed, version, drawn_at) values ($1, $2, $3, $4)',
    id,
    sealed,
    version,
    at,
  );
}

/** Gives free keys to a card; null when none are free, or another card took the ones that were looked at. */
export const reserveKeys = (sql: Sql, serial: CardSerial): Promise<PooledKeys | null> =>
  sql.first(
    `update card_key_pool set card_serial = $1
     where card_serial is null and id = (select id from card_key_pool where card_serial is null order by id limit 1)
     returning ${COLUMNS}`,
    serial,
  );

/** The keys that were given to this card before; null when none were. */
export const reservedKeys = (sql: Sql, serial: CardSerial): Promise<PooledKeys | null> =>
  sql.first(`select ${COLUMNS} from card_key_pool where card_serial = $1`, serial);

/** From here on the keys are in the chip, or nowhere. */
export async function forgetKeys(sql: Sql, serial: CardSerial): Promise<void> {
  await sql.run('delete from card_key_pool where card_serial = $1', serial);
}

export async function countFreeKeys(sql: Sql): Promise<number> {
  const row = await sql.first<{ free: number }>('select count(*) as free from card_key_pool where card_serial is null');
  return row?.free ?? 0;
}
