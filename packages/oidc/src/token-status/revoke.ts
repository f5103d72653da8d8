import { type Instant, randomUuid, type Sql } from '@tessera/base';
import { end, findAuthorization, revokeAccessToken } from '../authorization/authorization-store.ts';
import type { Parameters } from '../authorization-request/request-check.ts';
import { BrokenRule, broken } from '../broken-rule.ts';
import { authenticateClient, spendProof } from '../client-assertion/authenticate-client.ts';
import type { OpenIdProvider } from '../provider.ts';
import { findRefreshToken } from '../token/refresh-token-store.ts';
import { tokenDigest } from '../token/tokens.ts';
import { logExchange } from '../transaction-log.ts';

/**
 * Ends a token that its service no longer wants. An access token goes alone: its refresh tokens stay, as a logout must leave
 * them. A refresh token takes its access tokens along. Unknown and foreign ones change nothing and answer the same
 * (docs/rules/oidc.md 15).
 */
export async function revoke(provider: OpenIdProvider, parameters: Parameters): Promise<'revoked' | BrokenRule> {
  const { database, clock } = provider.ground;
  const client = await authenticateClient(provider, 'revocation', parameters);
  if (client instanceof BrokenRule) return client;
  const now = clock.now();
  return database.transaction(async (sql) => {
    const replayed = await spendProof(sql, client);
    if (replayed !== null) return replayed;
    const { token } = parameters;
    if (token === undefined) return broken('invalid_request', 'token is missing (oidc.md 15)');
    const ended = await endToken(provider, sql, token, client.party.name.id, now);
    if (ended !== null) await recordRevocation(provider, sql, ended, parameters, now);
    return 'revoked';
  });
}

interface EndedToken {
  readonly authorizationId: string;
  readonly kind: 'access token' | 'refresh token';
  readonly clientId: string;
}

async function endToken(
  provider: OpenIdProvider,
  sql: Sql,
  token: string,
  clientId: string,
  now: Instant,
): Promise<EndedToken | null> {
  const byAccess = await revokeAccessToken(sql, tokenDigest(provider, 'access token', token), clientId);
  if (byAccess !== null) return { authorizationId: byAccess, kind: 'access token', clientId };
  const refresh = await findRefreshToken(sql, tokenDigest(provider, 'refresh token', token));
  const authorization = refresh && (await findAuthorization(sql, refresh.authorizationId));
  if (authorization?.clientId !== clientId || !(await end(sql, authorization.id, now))) return null;
  return { authorizationId: authorization.id, kind: 'refresh token', clientId };
}

async function recordRevocation(
  provider: OpenIdProvider,
  sql: Sql,
  { authorizationId, kind, clientId }: EndedToken,
  parameters: Parameters,
  at: Instant,
): Promise<void> {
  const { audit, random } = provider.ground;
  const entry = `revocation ${randomUuid(random)}`;
  await logExchange(provider, sql, { id: authorizationId, entry, at }, parameters, null);
  const details = { authorization: authorizationId, service: clientId, token: kind };
  await audit.record(sql, { act: 'oidc.token-revoked', rule: 'oidc.md 15', details });
}
