import type { CardSerial, CivilDate, Instant, Sql } from '@tessera/base';
import type { CardStatus, IssuedCard } from './issued-card.ts';

interface CardRow {
  readonly serial: string;
  readonly nis: string;
  readonly citizen_id: string;
  readonly municipality: string;
  readonly status: CardStatus;
  readonly requested_at: number;
  readonly expires_on: CivilDate;
}

const COLUMNS = 'serial, nis, citizen_id, municipality, status, requested_at, expires_on';

/** False when another card has this serial number or NIS: the caller draws again. */
export async function insertCard(sql: Sql, card: IssuedCard): Promise<boolean> {
  const { serial, nis, citizenId, municipality, status, requestedAt, expiresOn } = card;
  const inserted = await sql.run(
    `insert into issued_cards (serial, nis, citizen_id, municipality, status, requested_at, moved_at, expires_on)
     values ($1, $2, $3, $4, $5, $6, $6, $7)
     on conflict do nothing`,
    serial,
    nis,
    citizenId,
    municipality,
    status,
    requestedAt,
    expiresOn,
  );
  return inserted === 1;
}

export async function findCard(sql: Sql, serial: CardSerial): Promise<IssuedCard | null> {
  const row = await sql.first<CardRow>(`select ${COLUMNS} from issued_cards where serial = $1`, serial);
  return row && fromRow(row);
}

/** All cards of a citizen, the newest first. */
export async function cardsOf(sql: Sql, citizenId: string): Promise<IssuedCard[]> {
  const rows = await sql.all<CardRow>(
    `select ${COLUMNS} from issued_cards where citizen_id = $1 order by requested_at desc, serial`,
    citizenId,
  );
  return rows.map(fromRow);
}

/** Compare-and-set; false when the card is not in the status it is moved from. */
export async function moveCard(
  sql: Sql,
  serial: CardSerial,
  from: CardStatus,
  to: CardStatus,
  at: Instant,
): Promise<boolean> {
  const moved = await sql.run(
    'update issued_cards set status = $3, moved_at = $4 where serial = $1 and status = $2',
    serial,
    from,
    to,
    at,
  );
  return moved === 1;
}

/** False when there is no such card, or it is revoked already. */
export async function revokeIssuedCard(sql: Sql, serial: CardSerial, at: Instant): Promise<boolean> {
  const revoked = await sql.run(
    `update issued_cards set status = 'revoked', moved_at = $2 where serial = $1 and status <> 'revoked'`,
    serial,
    at,
  );
  return revoked === 1;
}

const fromRow = (row: CardRow): IssuedCard => ({
  serial: row.serial,
  nis: row.nis,
  citizenId: row.citizen_id,
  municipality: row.municipality,
  status: row.status,
  requestedAt: row.requested_at,
  expiresOn: row.expires_on,
});
