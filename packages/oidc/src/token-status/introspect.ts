import type { Instant } from '@tessera/base';
import {
  type Authorization,
  findAuthorization,
  findByAccessToken,
  isAccessLive,
} from '../authorization/authorization-store.ts';
import type { Parameters } from '../authorization-request/request-check.ts';
import { BrokenRule, broken } from '../broken-rule.ts';
import { authenticateClient, spendProof } from '../client-assertion/authenticate-client.ts';
import type { OpenIdProvider } from '../provider.ts';
import { findRefreshToken } from '../token/refresh-token-store.ts';
import { tokenDigest } from '../token/tokens.ts';

/** Whether a token is still good, and nothing else: false too for tokens of other services (docs/rules/oidc.md 15). */
export async function introspect(
  provider: OpenIdProvider,
  parameters: Parameters,
): Promise<{ readonly active: boolean } | BrokenRule> {
  const { database, clock } = provider.ground;
  const client = await authenticateClient(provider, 'introspection', parameters);
  if (client instanceof BrokenRule) return client;
  const replayed = await spendProof(database, client);
  if (replayed !== null) return replayed;
  const { token } = parameters;
  if (token === undefined) return broken('invalid_request', 'token is missing (oidc.md 15)');
  const authorization = await liveAuthorization(provider, token, clock.now());
  const active =
    authorization !== null &&
    authorization.clientId === client.party.name.id &&
    (await provider.subjectAlive(database, authorization.subject, authorization.means));
  return { active };
}

async function liveAuthorization(provider: OpenIdProvider, token: string, now: Instant): Promise<Authorization | null> {
  const { database } = provider.ground;
  const byAccess = await findByAccessToken(database, tokenDigest(provider, 'access token', token));
  if (byAccess !== null) return isAccessLive(byAccess, now) ? byAccess : null;
  const refresh = await findRefreshToken(database, tokenDigest(provider, 'refresh token', token));
  if (refresh === null || refresh.usedAt !== null || now >= refresh.expiresAt) return null;
  const authorization = await findAuthorization(database, refresh.authorizationId);
  return authorization?.endedAt === null ? authorization : null;
}
