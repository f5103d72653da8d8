import { type Instant, randomUuid, type Sql } from '@tessera/base';
import {
  type Authorization,
  end,
  endOthers,
  findAuthorization,
  holdAll,
  renew,
} from '../authorization/authorization-store.ts';
import { type Parameters, wordsOf } from '../authorization-request/request-check.ts';
import { type BrokenRule, broken } from '../broken-rule.ts';
import { type AuthenticatedClient, spendProof } from '../client-assertion/authenticate-client.ts';
import type { OpenIdProvider } from '../provider.ts';
import { logExchange } from '../transaction-log.ts';
import { findRefreshToken, recordRefreshToken, useRefreshToken } from './refresh-token-store.ts';
import { type TokenResponse, tokenResponse } from './token-response.ts';
import { accessToken, refreshToken, tokenDigest } from './tokens.ts';

const MISSING = broken('invalid_request', 'refresh_token is missing (oidc.md 13)');
/** One answer for unknown, expired, ended and foreign ones: who holds none of ours learns nothing. */
const NOT_GOOD = broken('invalid_grant', 'refresh_token is not good: unknown, expired, ended or of another service');

/**
 * Lets a service read the same data again (docs/rules/oidc.md 13.3): a new access token and a new refresh token, never an
 * ID token, for this is no login. Everything given before ends. A refresh token used twice ends its whole family (promise 10).
 */
export async function refreshGrant(
  provider: OpenIdProvider,
  client: AuthenticatedClient,
  parameters: Parameters,
): Promise<TokenResponse | BrokenRule> {
  const { database, clock } = provider.ground;
  const now = clock.now();
  const withProofSpent = (outcome: (sql: Sql) => Promise<BrokenRule>) =>
    database.transaction(async (sql) => (await spendProof(sql, client)) ?? outcome(sql));
  const { refresh_token: token, scope } = parameters;
  if (token === undefined) return withProofSpent(async () => MISSING);
  const digest = tokenDigest(provider, 'refresh token', token);
  const found = await findRefreshToken(database, digest);
  const authorization = found && (await findAuthorization(database, found.authorizationId));

  if (found === null || authorization === null || authorization.clientId !== client.party.name.id) {
    return withProofSpent(async () => NOT_GOOD);
  }
  if (found.usedAt !== null) return withProofSpent((sql) => endForReuse(provider, sql, authorization, now));
  const { offlineUntil, endedAt } = authorization;
  if (now >= found.expiresAt || endedAt !== null || offlineUntil === null) return withProofSpent(async () => NOT_GOOD);
  if (!withinGrant(scope, authorization)) {
    return withProofSpent(async () => broken('invalid_scope', 'scope asks for more than was granted (RFC 6749 6)'));
  }
  return rotate(provider, client, { authorization, offlineUntil, digest, parameters, now });
}

const withinGrant = (scope: string | undefined, { request }: Authorization): boolean =>
  scope === undefined || wordsOf(scope)?.every((word) => request.scope.split(' ').includes(word)) === true;

async function rotate(
  provider: OpenIdProvider,
  client: AuthenticatedClient,
  refresh: {
    readonly authorization: Authorization;
    readonly offlineUntil: Instant;
    readonly digest: Uint8Array;
    readonly parameters: Parameters;
    readonly now: Instant;
  },
): Promise<TokenResponse | BrokenRule> {
  const { authorization, offlineUntil, digest, parameters, now } = refresh;
  const { id, subject, means, clientId } = authorization;
  const { database, audit, random } = provider.ground;
  const access = await accessToken(provider, client.party, authorization, now);
  const next = await refreshToken(provider, client.party, offlineUntil, now);
  const response = tokenResponse(authorization, access, { refresh_token: next.token }, parameters['scope']);
  return database.transaction(async (sql) => {
    const replayed = await spendProof(sql, client);
    if (replayed !== null) return replayed;
    if (!(await useRefreshToken(sql, digest, now))) return endForReuse(provider, sql, authorization, now);
    if (!(await provider.subjectAlive(sql, subject, means))) {
      await end(sql, id, now);
      return NOT_GOOD;
    }
    await holdAll(sql, authorization);
    if (!(await renew(sql, id, access, Math.max(access.expiresAt, next.expiresAt)))) return NOT_GOOD;
    await recordRefreshToken(sql, id, next);
    await endOthers(sql, authorization, now);
    await logExchange(provider, sql, { id, entry: `refresh ${randomUuid(random)}`, at: now }, parameters, response);
    const details = { authorization: id, service: clientId };
    await audit.record(sql, { act: 'oidc.tokens-refreshed', rule: 'promise 10', citizen: subject, details });
    return response;
  });
}

/** The one who used it before may be a thief, or this one is: neither keeps anything. */
async function endForReuse(
  { ground: { audit } }: OpenIdProvider,
  sql: Sql,
  { id, clientId, subject }: Authorization,
  now: Instant,
): Promise<BrokenRule> {
  await end(sql, id, now);
  const details = { authorization: id, service: clientId };
  await audit.record(sql, { act: 'oidc.refresh-token-reused', rule: 'promise 10', citizen: subject, details });
  return broken('invalid_grant', 'refresh_token was used before: the whole family has ended (RFC 9700 4.14)');
}
