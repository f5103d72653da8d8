import { createHash } from 'node:crypto';
import { type Instant, randomUuid, SECOND, type SigningAlgorithm } from '@tessera/base';
import { type Authorization, grantedScope } from '../authorization/authorization-store.ts';
import { openReleased } from '../authorization/released-attributes.ts';
import { claimsReleased } from '../claims.ts';
import { encryptJwe } from '../jose/encrypt-jwe.ts';
import { signJwt } from '../jose/sign-jwt.ts';
import { acrOf } from '../levels.ts';
import { ACCESS_TOKEN_LIFETIME, ID_TOKEN_LIFETIME, REFRESH_TOKEN_LIFETIME_MAX } from '../profile.ts';
import { endpointOf, type OpenIdProvider } from '../provider.ts';
import { encryptionFor } from '../relying-party/encryption.ts';
import type { RelyingParty } from '../relying-party/relying-party.ts';

/** A token as it goes out, and what the database keeps of it: never the token itself. */
export interface IssuedToken {
  readonly token: string;
  readonly digest: Uint8Array;
  readonly expiresAt: Instant;
}

/** Seconds, as NumericDate writes them (RFC 7519 section 2). */
export const secondsOf = (instant: Instant): number => Math.floor(instant / SECOND);

/**
 * Who the citizen is for this service: stable for years, different for every service, and good for nothing but recognising
 * (OpenID Connect Core 8.1; the sector is the client, so that services behind one host cannot be linked).
 */
export const pairwiseSubject = ({ ground }: OpenIdProvider, clientId: string, subject: string): string =>
  Buffer.from(ground.keys.digest('pairwise-subject', clientId, subject)).toString('base64url');

export type TokenKind = 'access token' | 'refresh token';

/** How a token is found again. The keyed digest stands for the signature: whoever holds a token with a known digest holds ours. */
export const tokenDigest = ({ ground }: OpenIdProvider, kind: TokenKind, token: string): Uint8Array =>
  ground.keys.digest('token', `oidc ${kind}`, token);

const signerFor = ({ ground }: OpenIdProvider, algorithm: SigningAlgorithm) => ground.keys.signer('oidc', algorithm);

/** RFC 9068, for the UserInfo endpoint (docs/rules/oidc.md 13.1). Signed as the service wants its ID tokens signed. */
export async function accessToken(
  provider: OpenIdProvider,
  { metadata, name }: RelyingParty,
  authorization: Authorization,
  now: Instant,
): Promise<IssuedToken> {
  const iat = secondsOf(now);
  const exp = iat + ACCESS_TOKEN_LIFETIME / SECOND;
  const claims = {
    iss: provider.issuer,
    sub: pairwiseSubject(provider, name.id, authorization.subject),
    client_id: name.id,
    aud: [endpointOf(provider, 'userinfo')],
    scope: grantedScope(authorization),
    iat,
    exp,
    jti: randomUuid(provider.ground.random),
  };
  const token = await signJwt(signerFor(provider, metadata.id_token_signed_response_alg), { typ: 'at+jwt' }, claims);
  return { token, digest: tokenDigest(provider, 'access token', token), expiresAt: exp * SECOND };
}

/** Encrypted too where the service asks for it (docs/rules/oidc.md 13.2). */
export async function idToken(
  provider: OpenIdProvider,
  party: RelyingParty,
  authorization: Authorization,
  access: IssuedToken,
  now: Instant,
): Promise<string> {
  const { id, request, released, level, subject } = authorization;
  const { keys, random } = provider.ground;
  const algorithm = party.metadata.id_token_signed_response_alg;
  const iat = secondsOf(now);
  const asked = request.attributes.idToken;
  const claims = {
    iss: provider.issuer,
    sub: pairwiseSubject(provider, party.name.id, subject),
    aud: party.name.id,
    acr: acrOf(level),
    at_hash: accessTokenHash(access.token, algorithm),
    iat,
    nbf: iat,
    exp: iat + ID_TOKEN_LIFETIME / SECOND,
    jti: randomUuid(random),
    nonce: request.nonce,
    ...(asked.length === 0 ? {} : claimsReleased(asked, await openReleased(keys, id, released))),
  };
  const signed = await signJwt(signerFor(provider, algorithm), { typ: 'JWT' }, claims);
  const encryption = encryptionFor(party, 'id_token');
  return encryption === null ? signed : encryptJwe(signed, encryption);
}

/** A signed JWT of at most 30 days that never outlives the citizen's consent (docs/rules/oidc.md 13.3). */
export async function refreshToken(
  provider: OpenIdProvider,
  { metadata, name }: RelyingParty,
  offlineUntil: Instant,
  now: Instant,
): Promise<IssuedToken> {
  const exp = secondsOf(Math.min(now + REFRESH_TOKEN_LIFETIME_MAX, offlineUntil));
  const claims = {
    iss: provider.issuer,
    client_id: name.id,
    aud: endpointOf(provider, 'token'),
    iat: secondsOf(now),
    exp,
    jti: randomUuid(provider.ground.random),
  };
  const token = await signJwt(signerFor(provider, metadata.id_token_signed_response_alg), { typ: 'JWT' }, claims);
  return { token, digest: tokenDigest(provider, 'refresh token', token), expiresAt: exp * SECOND };
}

/** The left half of the hash that belongs to the ID token's algorithm (OpenID Connect Core 3.1.3.6). */
function accessTokenHash(token: string, algorithm: SigningAlgorithm): string {
  const hash = createHash(algorithm.endsWith('512') ? 'sha512' : 'sha256')
    .update(token)
    .digest();
  return hash.subarray(0, hash.length / 2).toString('base64url');
}
