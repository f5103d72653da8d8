import { type Instant, randomUuid, SECOND } from '@tessera/base';
import { type Authorization, findByAccessToken, isAccessLive } from '../authorization/authorization-store.ts';
import { openReleased } from '../authorization/released-attributes.ts';
import { type BrokenRule, broken } from '../broken-rule.ts';
import { claimsReleased } from '../claims.ts';
import { encryptJwe } from '../jose/encrypt-jwe.ts';
import { signJwt } from '../jose/sign-jwt.ts';
import { JWT_LENGTH_MAX, USERINFO_LIFETIME } from '../profile.ts';
import type { OpenIdProvider } from '../provider.ts';
import { encryptionFor } from '../relying-party/encryption.ts';
import type { RelyingParty } from '../relying-party/relying-party.ts';
import { pairwiseSubject, secondsOf, tokenDigest } from '../token/tokens.ts';
import { logExchange } from '../transaction-log.ts';

const INVALID_TOKEN = broken(
  'invalid_token',
  'access token is unknown, expired, revoked or of another kind (oidc.md 14)',
);

/** The token of an `Authorization: Bearer` header; null for any other header. The scheme has no case (RFC 6750 2.1). */
export const bearerOf = (header: string | undefined): string | null =>
  /^Bearer ([A-Za-z0-9._~+/-]+=*)$/i.exec(header ?? '')?.[1] ?? null;

/**
 * The data that were asked and agreed to: a JWT signed by us inside a JWE for the service (docs/rules/oidc.md 14).
 *
 * The token is known by its keyed digest, so one statement says that it is ours, whole, and not yet ended: an ID token, a
 * refresh token or one changed in a single bit is simply unknown (T-OID-16, T-OID-19).
 */
export async function readUserinfo(provider: OpenIdProvider, token: string): Promise<{ jwt: string } | BrokenRule> {
  const { database, clock } = provider.ground;
  const now = clock.now();
  if (token.length > JWT_LENGTH_MAX) return INVALID_TOKEN;
  const authorization = await findByAccessToken(database, tokenDigest(provider, 'access token', token));
  if (authorization === null || !isAccessLive(authorization, now)) return INVALID_TOKEN;
  if (!(await provider.subjectAlive(database, authorization.subject, authorization.means))) return INVALID_TOKEN;
  const party = await provider.relyingParties.find(authorization.clientId);
  const encryption = party && encryptionFor(party, 'userinfo');
  if (party === null || encryption === null) return INVALID_TOKEN;
  const signed = await userinfoJwt(provider, party, authorization, now);
  const jwt = await encryptJwe(signed, encryption);
  await recordReading(provider, authorization, signed, now);
  return { jwt };
}

async function userinfoJwt(
  provider: OpenIdProvider,
  { name, metadata }: RelyingParty,
  { id, subject, released, request }: Authorization,
  now: Instant,
): Promise<string> {
  const { keys, random } = provider.ground;
  const iat = secondsOf(now);
  const claims = {
    iss: provider.issuer,
    aud: name.id,
    iat,
    exp: iat + USERINFO_LIFETIME / SECOND,
    sub: pairwiseSubject(provider, name.id, subject),
    jti: randomUuid(random),
    ...claimsReleased(request.attributes.userinfo, await openReleased(keys, id, released)),
  };
  return signJwt(keys.signer('oidc', metadata.userinfo_signed_response_alg), { cty: 'JWT' }, claims);
}

/** What left is written down before it leaves. */
async function recordReading(
  provider: OpenIdProvider,
  { id, clientId, subject, request }: Authorization,
  signed: string,
  now: Instant,
): Promise<void> {
  const { database, audit, random } = provider.ground;
  const details = { authorization: id, service: clientId, attributes: request.attributes.userinfo.join(' ') };
  await database.transaction(async (sql) => {
    await Promise.all([
      logExchange(provider, sql, { id, entry: `userinfo ${randomUuid(random)}`, at: now }, null, signed),
      audit.record(sql, { act: 'oidc.attributes-read', rule: 'promise 23', citizen: subject, details }),
    ]);
  });
}
