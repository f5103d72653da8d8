import type { Level } from '@tessera/assurance';
import type { Instant, Sql } from '@tessera/base';
import type { AuthorizationRequest } from '../authorization-request/authorization-request.ts';

/** One authorization once the citizen has agreed: the source of every token that is made from it. */
export interface Authorization {
  readonly id: string;
  readonly clientId: string;
  readonly request: AuthorizationRequest;
  readonly subject: string;
  readonly level: Level;
  /** The credentials as they were: `Authentication.means`. */
  readonly means: string;
  /** Sealed; see `released-attributes.ts`. */
  readonly released: Uint8Array;
  /** Until when the service may read again; null when it may not. */
  readonly offlineUntil: Instant | null;
  readonly codeExpiresAt: Instant;
  readonly redeemedAt: Instant | null;
  readonly accessExpiresAt: Instant | null;
  readonly endedAt: Instant | null;
}

interface AuthorizationRow {
  readonly id: string;
  readonly client_id: string;
  readonly request: string;
  readonly subject: string;
  readonly level: Level;
  readonly means: string;
  readonly released: Uint8Array;
  readonly offline_until: Instant | null;
  readonly code_expires_at: Instant;
  readonly redeemed_at: Instant | null;
  readonly access_expires_at: Instant | null;
  readonly ended_at: Instant | null;
}

/** The scope that was granted: as asked, without `offline_access` where the citizen switched it off. */
export const grantedScope = ({ request, offlineUntil }: Authorization): string =>
  offlineUntil === null ? withoutOffline(request.scope) : request.scope;

/** Whether its access token still opens anything. */
export const isAccessLive = ({ accessExpiresAt, endedAt }: Authorization, now: Instant): boolean =>
  endedAt === null && accessExpiresAt !== null && now < accessExpiresAt;

const withoutOffline = (scope: string): string =>
  scope
    .split(' ')
    .filter((word) => word !== 'offline_access')
    .join(' ');

const COLUMNS = `id, client_id, request, subject, level, means, released, offline_until, code_expires_at,
  redeemed_at, access_expires_at, ended_at`;

const authorizationOf = (row: AuthorizationRow | null): Authorization | null =>
  row && {
    id: row.id,
    clientId: row.client_id,
    request: JSON.parse(row.request) as AuthorizationRequest,
    subject: row.subject,
    level: row.level,
    means: row.means,
    released: row.released,
    offlineUntil: row.offline_until,
    codeExpiresAt: row.code_expires_at,
    redeemedAt: row.redeemed_at,
    accessExpiresAt: row.access_expires_at,
    endedAt: row.ended_at,
  };

/** Writes a request down, once: false when the service has sent this one before. */
export async function recordRequest(
  sql: Sql,
  authorization: {
    id: string;
    clientId: string;
    replayKey: string;
    request: AuthorizationRequest;
    requestObject: string;
    at: Instant;
    keptUntil: Instant;
  },
): Promise<boolean> {
  const written = await sql.run(
    `insert into oidc_authorizations (id, client_id, replay_key, request, request_object, requested_at, kept_until)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict (client_id, replay_key) do nothing`,
    authorization.id,
    authorization.clientId,
    authorization.replayKey,
    JSON.stringify(authorization.request),
    authorization.requestObject,
    authorization.at,
    authorization.keptUntil,
  );
  return written === 1;
}

export interface AnsweredRequest {
  readonly clientId: string;
  readonly request: AuthorizationRequest;
  readonly requestObject: string;
}

/** The end of the login, once: null when it was answered before. `granted` is null for a refusal. */
export async function answer(
  sql: Sql,
  id: string,
  at: Instant,
  granted: {
    subject: string;
    level: Level;
    means: string;
    released: Uint8Array;
    offlineUntil: Instant | null;
    codeDigest: Uint8Array;
    codeExpiresAt: Instant;
  } | null,
): Promise<AnsweredRequest | null> {
  const row = await sql.first<{ client_id: string; request: string; request_object: string }>(
    `update oidc_authorizations
     set answered_at = $2, subject = $3, level = $4, means = $5, released = $6, offline_until = $7,
         code_digest = $8, code_expires_at = $9
     where id = $1 and answered_at is null
     returning client_id, request, request_object`,
    id,
    at,
    granted?.subject ?? null,
    granted?.level ?? null,
    granted?.means ?? null,
    granted?.released ?? null,
    granted?.offlineUntil ?? null,
    granted?.codeDigest ?? null,
    granted?.codeExpiresAt ?? null,
  );
  return (
    row && {
      clientId: row.client_id,
      request: JSON.parse(row.request) as AuthorizationRequest,
      requestObject: row.request_object,
    }
  );
}

export const findByCode = async (sql: Sql, codeDigest: Uint8Array): Promise<Authorization | null> =>
  authorizationOf(
    await sql.first<AuthorizationRow>(`select ${COLUMNS} from oidc_authorizations where code_digest = $1`, codeDigest),
  );

export const findByAccessToken = async (sql: Sql, accessDigest: Uint8Array): Promise<Authorization | null> =>
  authorizationOf(
    await sql.first<AuthorizationRow>(
      `select ${COLUMNS} from oidc_authorizations where access_digest = $1`,
      accessDigest,
    ),
  );

export const findAuthorization = async (sql: Sql, id: string): Promise<Authorization | null> =>
  authorizationOf(await sql.first<AuthorizationRow>(`select ${COLUMNS} from oidc_authorizations where id = $1`, id));

/** Spends the code for its tokens, once: false when another redemption was first. */
export async function redeem(
  sql: Sql,
  id: string,
  at: Instant,
  access: { digest: Uint8Array; expiresAt: Instant },
  keptUntil: Instant,
): Promise<boolean> {
  const changed = await sql.run(
    `update oidc_authorizations
     set redeemed_at = $2, access_digest = $3, access_expires_at = $4, request_object = null,
         kept_until = case when kept_until < $5 then $5 else kept_until end
     where id = $1 and redeemed_at is null and ended_at is null`,
    id,
    at,
    access.digest,
    access.expiresAt,
    keptUntil,
  );
  return changed === 1;
}

/**
 * Takes hold of all that this service has of this citizen, in one order for everybody: who renews one of them ends the others,
 * and two who began each with its own would wait for one another.
 */
export const holdAll = (sql: Sql, { clientId, subject }: Authorization): Promise<number> =>
  sql.run(
    `update oidc_authorizations set ended_at = ended_at
     where subject = $1 and client_id = $2 and redeemed_at is not null and ended_at is null`,
    subject,
    clientId,
  );

/** Puts a new access token in the place of the one before, which thereby ends. False when the authorization has ended. */
export async function renew(
  sql: Sql,
  id: string,
  access: { digest: Uint8Array; expiresAt: Instant },
  keptUntil: Instant,
): Promise<boolean> {
  const changed = await sql.run(
    `update oidc_authorizations set access_digest = $2, access_expires_at = $3, kept_until = $4
     where id = $1 and ended_at is null`,
    id,
    access.digest,
    access.expiresAt,
    keptUntil,
  );
  return changed === 1;
}

/** Ends an authorization: its code, its access token and its family of refresh tokens. False when it had ended before. */
export async function end(sql: Sql, id: string, at: Instant): Promise<boolean> {
  return (
    (await sql.run('update oidc_authorizations set ended_at = $2 where id = $1 and ended_at is null', id, at)) === 1
  );
}

/** Ends every other authorization that this service has of this citizen (docs/rules/oidc.md 13.3, rotation). */
export const endOthers = (sql: Sql, { id, clientId, subject }: Authorization, at: Instant): Promise<number> =>
  sql.run(
    `update oidc_authorizations set ended_at = $4
     where subject = $1 and client_id = $2 and id <> $3 and redeemed_at is not null and ended_at is null`,
    subject,
    clientId,
    id,
    at,
  );

/** Ends one access token and leaves its family of refresh tokens alone. */
export async function revokeAccessToken(sql: Sql, accessDigest: Uint8Array, clientId: string): Promise<string | null> {
  const row = await sql.first<{ id: string }>(
    `update oidc_authorizations set access_digest = null, access_expires_at = null
     where access_digest = $1 and client_id = $2 returning id`,
    accessDigest,
    clientId,
  );
  return row?.id ?? null;
}

/** Forgets what no replay, page or token can need any more. At most `most` rows, so that nobody waits long. */
export const forgetPast = (sql: Sql, now: Instant, most: number): Promise<number> =>
  sql.run(
    `delete from oidc_authorizations where id in
       (select id from oidc_authorizations where kept_until < $1 order by kept_until limit $2)`,
    now,
    most,
  );
