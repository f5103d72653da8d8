import type { Instant, Sql } from '@tessera/base';
import type { CardVerdict } from './card-verdict.ts';
import type { CardDoor } from './levels.ts';

/** Something that a login asked a card for: a ticket of the TLS door, or a challenge. Known by a digest of it. */
export interface CardRequest {
  readonly digest: Uint8Array;
  readonly loginId: string;
  readonly door: CardDoor;
}

export async function insertCardRequest(sql: Sql, asked: CardRequest, expiresAt: Instant): Promise<void> {
  await sql.run(
    'insert into card_requests (digest, login_id, door, expires_at) values ($1, $2, $3, $4)',
    asked.digest,
    asked.loginId,
    asked.door,
    expiresAt,
  );
}

/** Uses the request up, whatever will come of it. Null when it is unknown, used already, over, or another door's. */
export async function takeRequest(
  sql: Sql,
  { digest, door }: Pick<CardRequest, 'digest' | 'door'>,
  now: Instant,
): Promise<CardRequest | null> {
  const row = await sql.first<{ login_id: string }>(
    `update card_requests set taken_at = $3
      where digest = $1 and door = $2 and taken_at is null and expires_at > $3
      returning login_id`,
    digest,
    door,
    now,
  );
  return row === null ? null : { digest, door, loginId: row.login_id };
}

/** Writes down what came of the reading, and the digest of the token that leads back. */
export async function keepVerdict(
  sql: Sql,
  { digest }: CardRequest,
  { verdict, wayBack }: { readonly verdict: CardVerdict; readonly wayBack: Uint8Array },
): Promise<void> {
  await sql.run(
    'update card_requests set verdict = $2, way_back = $3 where digest = $1',
    digest,
    JSON.stringify(verdict),
    wayBack,
  );
}

export interface CardResult {
  readonly door: CardDoor;
  readonly verdict: CardVerdict;
}

/** What came of this login's reading, while its way back has not been used. */
export async function findVerdict(sql: Sql, loginId: string, wayBack: Uint8Array): Promise<CardResult | null> {
  const row = await sql.first<{ door: CardDoor; verdict: string }>(
    'select door, verdict from card_requests where way_back = $1 and login_id = $2 and used_at is null',
    wayBack,
    loginId,
  );
  return row === null ? null : { door: row.door, verdict: JSON.parse(row.verdict) as CardVerdict };
}

/** False when somebody was here before. */
export async function useWayBack(sql: Sql, wayBack: Uint8Array, at: Instant): Promise<boolean> {
  const used = await sql.run(
    'update card_requests set used_at = $2 where way_back = $1 and used_at is null',
    wayBack,
    at,
  );
  return used === 1;
}

export async function deleteCardRequests(sql: Sql, expiredBefore: Instant): Promise<number> {
  return await sql.run('delete from card_requests where expires_at < $1', expiredBefore);
}
