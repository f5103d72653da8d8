import { createHash } from 'node:crypto';
import { equalInConstantTime, type Instant, type Sql, utf8 } from '@tessera/base';
import { type Authorization, end, findByCode, redeem } from '../authorization/authorization-store.ts';
import { codeDigest } from '../authorization/protocol.ts';
import type { Parameters } from '../authorization-request/request-check.ts';
import { type BrokenRule, broken } from '../broken-rule.ts';
import { type AuthenticatedClient, spendProof } from '../client-assertion/authenticate-client.ts';
import { CODE_VERIFIER_LENGTH } from '../profile.ts';
import type { OpenIdProvider } from '../provider.ts';
import { logExchange } from '../transaction-log.ts';
import { recordRefreshToken } from './refresh-token-store.ts';
import { type TokenResponse, tokenResponse } from './token-response.ts';
import { accessToken, idToken, refreshToken } from './tokens.ts';

/**
 * Turns a code into tokens, once (docs/rules/oidc.md 13). A second use ends every token of the first (promise 9).
 *
 * The tokens are signed before the transaction, which may then be short; whoever loses the race throws its own away.
 */
export async function codeGrant(
  provider: OpenIdProvider,
  client: AuthenticatedClient,
  parameters: Parameters,
): Promise<TokenResponse | BrokenRule> {
  const { database, clock } = provider.ground;
  const now = clock.now();
  const { code } = parameters;
  if (code === undefined)
    return withProofSpent(provider, client, broken('invalid_request', 'code is missing (oidc.md 13)'));

  const authorization = await findByCode(database, codeDigest(provider, code));
  // A code of another service is as unknown as one that was never made: nothing of it changes.
  if (authorization === null || authorization.clientId !== client.party.name.id) {
    return withProofSpent(provider, client, broken('invalid_grant', 'code is not one that this service received'));
  }
  if (authorization.redeemedAt !== null) return secondUse(provider, client, authorization, now);
  const problem = codeProblem(authorization, parameters, now);
  if (problem !== null) return withProofSpent(provider, client, problem);
  return issue(provider, client, authorization, parameters, now);
}

/** Which binding of the code does not hold, or null (T-OID-03, T-OID-04). */
function codeProblem({ codeExpiresAt, endedAt, request }: Authorization, parameters: Parameters, now: Instant) {
  const { code_verifier: verifier, redirect_uri: redirectUri } = parameters;
  if (endedAt !== null) return broken('invalid_grant', 'the authorization has ended');
  if (now >= codeExpiresAt) return broken('invalid_grant', 'code has expired: it lives 60 seconds');
  if (redirectUri !== undefined && redirectUri !== request.redirectUri) {
    return broken('invalid_grant', 'redirect_uri differs from the one of the authorization request');
  }
  if (!verifies(verifier ?? '', request.codeChallenge)) {
    return broken(
      'invalid_grant',
      'code_verifier is missing, malformed or does not match the code_challenge (RFC 7636)',
    );
  }
  return null;
}

function verifies(verifier: string, challenge: string): boolean {
  const { min, max } = CODE_VERIFIER_LENGTH;
  if (verifier.length < min || verifier.length > max || !/^[A-Za-z0-9._~-]+$/.test(verifier)) return false;
  return equalInConstantTime(utf8(createHash('sha256').update(verifier).digest('base64url')), utf8(challenge));
}

async function issue(
  provider: OpenIdProvider,
  client: AuthenticatedClient,
  authorization: Authorization,
  parameters: Parameters,
  now: Instant,
): Promise<TokenResponse | BrokenRule> {
  const { party } = client;
  const { id, offlineUntil } = authorization;
  const access = await accessToken(provider, party, authorization, now);
  const refresh = offlineUntil === null ? null : await refreshToken(provider, party, offlineUntil, now);
  const response = tokenResponse(authorization, access, {
    id_token: await idToken(provider, party, authorization, access, now),
    ...(refresh === null ? {} : { refresh_token: refresh.token }),
  });
  const keptUntil = Math.max(access.expiresAt, refresh?.expiresAt ?? 0);
  return provider.ground.database.transaction(async (sql) => {
    const [replayed, alive] = await Promise.all([
      spendProof(sql, client),
      provider.subjectAlive(sql, authorization.subject, authorization.means),
    ]);
    if (replayed !== null) return replayed;
    if (!alive) {
      return broken('invalid_grant', 'the credentials behind this login are no longer good');
    }
    if (!(await redeem(sql, id, now, access, keptUntil))) return endForReuse(provider, sql, authorization, now);
    if (refresh !== null) await recordRefreshToken(sql, id, refresh);
    const details = { authorization: id, service: party.name.id, level: authorization.level };
    const event = { act: 'oidc.tokens-issued', rule: 'promise 8', citizen: authorization.subject, details };
    await Promise.all([
      logExchange(provider, sql, { id, entry: 'token', at: now }, parameters, response),
      provider.ground.audit.record(sql, event),
    ]);
    return response;
  });
}

/** The proof is used up whatever becomes of the request: it is good for one. */
function withProofSpent(
  provider: OpenIdProvider,
  client: AuthenticatedClient,
  problem: BrokenRule,
): Promise<BrokenRule> {
  return provider.ground.database.transaction(async (sql) => (await spendProof(sql, client)) ?? problem);
}

function secondUse(
  provider: OpenIdProvider,
  client: AuthenticatedClient,
  authorization: Authorization,
  now: Instant,
): Promise<BrokenRule> {
  return provider.ground.database.transaction(
    async (sql) => (await spendProof(sql, client)) ?? endForReuse(provider, sql, authorization, now),
  );
}

/** Two uses mean that somebody else has the code: nobody keeps what it gave (RFC 6749 section 4.1.2). */
async function endForReuse(
  { ground: { audit } }: OpenIdProvider,
  sql: Sql,
  { id, clientId, subject }: Authorization,
  now: Instant,
): Promise<BrokenRule> {
  await end(sql, id, now);
  const details = { authorization: id, service: clientId };
  await audit.record(sql, { act: 'oidc.code-reused', rule: 'promise 9', citizen: subject, details });
  return broken('invalid_grant', 'code was used before: every token that it gave has ended (RFC 6749 4.1.2)');
}
