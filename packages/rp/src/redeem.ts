import { base64url, utf8 } from '@tessera/base';
import {
  authorizationCodeGrant,
  type Configuration,
  fetchUserInfo,
  getDecryptedResponses,
  type IDToken,
} from 'openid-client';
import { ACR, CLAIMS } from './claims.ts';
import type { Exchange } from './exchange.ts';
import type { Level, PendingSignIn, SignIn } from './sign-in.ts';

/** The answer keeps the general standard and breaks the profile. */
class NotBelieved extends Error {
  override readonly name = 'NotBelieved';
}

/**
 * Code → tokens → UserInfo. Throws whatever openid-client refuses, and NotBelieved for what the profile demands beyond it:
 * the level, the tie between the two tokens, and that what should come encrypted did.
 */
export async function redeem(
  configuration: Configuration,
  {
    callback,
    pending,
    exchanges,
    encrypted,
  }: {
    readonly callback: URL;
    readonly pending: PendingSignIn;
    readonly exchanges: readonly Exchange[];
    /** Whether the service asked for encrypted ID tokens. */
    readonly encrypted: boolean;
  },
): Promise<SignIn> {
  const tokens = await authorizationCodeGrant(configuration, callback, {
    expectedState: pending.state,
    expectedNonce: pending.nonce,
    pkceCodeVerifier: pending.codeVerifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (claims === undefined) throw new NotBelieved('the answer holds no ID token');
  const idToken = encrypted ? openedIdToken(tokens) : tokens.id_token;
  if (idToken === undefined) throw new NotBelieved('the ID token came without its encryption');
  await assertTied(claims, idToken, tokens.access_token);
  const level = levelOf(claims['acr']);
  if (level < pending.wish.level) throw new NotBelieved('the level proven lies below the one asked');

  const userinfo = await fetchUserInfo(configuration, tokens.access_token, claims.sub);
  const signed = getDecryptedResponses(userinfo);
  if (typeof signed !== 'string') throw new NotBelieved('UserInfo came without its encryption');
  return {
    outcome: 'signed-in',
    pending,
    subject: claims.sub,
    level,
    data: dataOf(userinfo),
    answer: Object.fromEntries(callback.searchParams),
    accessToken: tokens.access_token,
    refreshToken: tokens.refresh_token ?? null,
    idToken: { jwt: idToken, claims: { ...claims } },
    userinfo: { jwt: signed, claims: { ...userinfo } },
    exchanges,
  };
}

type Tokens = Awaited<ReturnType<typeof authorizationCodeGrant>>;

function openedIdToken(tokens: Tokens): string | undefined {
  const opened = getDecryptedResponses(tokens);
  return typeof opened === 'object' ? opened.id_token?.token_endpoint : undefined;
}

const dataOf = (userinfo: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    CLAIMS.flatMap((name) => {
      const value = userinfo[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );

/** `at_hash`: the access token is the one that came with this ID token (OpenID Connect Core 3.1.3.8; mandatory in the profile). */
async function assertTied(claims: IDToken, idToken: string, accessToken: string): Promise<void> {
  const { alg } = JSON.parse(atob((idToken.split('.')[0] ?? '').replaceAll('-', '+').replaceAll('_', '/'))) as {
    alg: string;
  };
  const hash = await crypto.subtle.digest(alg.endsWith('512') ? 'SHA-512' : 'SHA-256', utf8(accessToken).slice());
  const half = base64url(new Uint8Array(hash.slice(0, hash.byteLength / 2)));
  if (claims['at_hash'] !== half) throw new NotBelieved('the access token is not the one of this ID token');
}

function levelOf(acr: unknown): Level {
  const level = ([1, 2, 3] as const).find((one) => acr === `${ACR}${one}`);
  if (level === undefined) throw new NotBelieved('the ID token names no level that is known');
  return level;
}
