import type { AuthenticationRequest } from '@tessera/assurance';
import type { Instant, Sql } from '@tessera/base';
import type { Login } from './login.ts';

/** The protocol's own record that this login answers. */
export interface Correlation {
  readonly protocol: string;
  readonly id: string;
}

export interface StoredLogin {
  readonly id: string;
  /** Raised by each move: a move made on an old one does not happen. */
  readonly version: number;
  readonly state: Login;
  readonly request: AuthenticationRequest;
  readonly correlation: Correlation;
  /** The one registered origin that the citizen may be sent back to. */
  readonly returnOrigin: string | null;
  readonly boundTo: Uint8Array;
  readonly expiresAt: Instant;
  /** What the service was sent, sealed; kept for a moment, for a form that comes twice. */
  readonly answer: Uint8Array | null;
  readonly answeredAt: Instant | null;
}

interface Row {
  id: string;
  version: number;
  state: string;
  request: string;
  protocol: string;
  correlation: string;
  return_origin: string | null;
  bound_to: Uint8Array;
  expires_at: number;
  answer: Uint8Array | null;
  answered_at: number | null;
}

const fromRow = (row: Row): StoredLogin => ({
  id: row.id,
  version: row.version,
  state: JSON.parse(row.state) as Login,
  request: JSON.parse(row.request) as AuthenticationRequest,
  correlation: { protocol: row.protocol, id: row.correlation },
  returnOrigin: row.return_origin,
  boundTo: row.bound_to,
  expiresAt: row.expires_at,
  answer: row.answer,
  answeredAt: row.answered_at,
});

export async function insertLogin(sql: Sql, login: StoredLogin): Promise<void> {
  await sql.run(
    `insert into logins (id, version, state, request, protocol, correlation, return_origin, bound_to, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    login.id,
    login.version,
    JSON.stringify(login.state),
    JSON.stringify(login.request),
    login.correlation.protocol,
    login.correlation.id,
    login.returnOrigin,
    login.boundTo,
    login.expiresAt,
  );
}

export async function findLogin(sql: Sql, id: string): Promise<StoredLogin | null> {
  const row = await sql.first<Row>('select * from logins where id = $1', id);
  return row === null ? null : fromRow(row);
}

/** Compare-and-set on the version that was read: false when somebody else has moved the login meanwhile. */
export async function move(
  sql: Sql,
  from: { readonly id: string; readonly version: number },
  to: { readonly state: Login; readonly boundTo: Uint8Array },
): Promise<boolean> {
  const moved = await sql.run(
    'update logins set version = version + 1, state = $3, bound_to = $4 where id = $1 and version = $2',
    from.id,
    from.version,
    JSON.stringify(to.state),
    to.boundTo,
  );
  return moved === 1;
}

/** Keeps the sealed answer beside the login that has just been moved to `answered`. */
export async function keepAnswer(sql: Sql, id: string, answer: Uint8Array, at: Instant): Promise<void> {
  await sql.run('update logins set answer = $2, answered_at = $3 where id = $1', id, answer, at);
}

export async function deleteLogins(sql: Sql, expiredBefore: Instant): Promise<number> {
  return await sql.run('delete from logins where expires_at < $1', expiredBefore);
}
