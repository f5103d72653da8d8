import {
  constants,
  createHash,
  generateKeyPairSync,
  type KeyObject,
  privateDecrypt,
  randomBytes,
  randomUUID,
  sign,
} from 'node:crypto';

/** The service's side of a sign-in, as cheap as node:crypto allows: the load client must not be what is measured. */
export interface RelyingParty {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly publicJwks: { readonly keys: readonly Record<string, unknown>[] };
  authorization(issuer: string, level: 1 | 2): Authorization;
  assertion(audience: string): string;
  /** The content encryption key opens, so the answer was made for this service. */
  opens(jwe: string): boolean;
}

export interface Authorization {
  readonly query: URLSearchParams;
  readonly state: string;
  readonly verifier: string;
}

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function thumbprint(jwk: Record<string, unknown>): string {
  return createHash('sha256')
    .update(JSON.stringify({ e: jwk['e'], kty: jwk['kty'], n: jwk['n'] }))
    .digest('base64url');
}

interface Pair {
  readonly key: KeyObject;
  readonly jwk: Record<string, unknown> & { readonly kid: string };
}

function pair(use: 'sig' | 'enc', alg: string): Pair {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = publicKey.export({ format: 'jwk' });
  return { key: privateKey, jwk: { ...jwk, use, alg, kid: thumbprint(jwk) } };
}

export function createRelyingParty(origin: string): RelyingParty {
  const signing = pair('sig', 'RS256');
  const encryption = pair('enc', 'RSA-OAEP-256');
  const clientId = `${origin}/`;
  const redirectUri = `${origin}/callback`;
  const jwt = (claims: Record<string, unknown>, typ: string): string => {
    const body = `${encode({ alg: 'RS256', kid: signing.jwk.kid, typ })}.${encode(claims)}`;
    return `${body}.${sign('sha256', Buffer.from(body), signing.key).toString('base64url')}`;
  };
  const now = (): number => Math.floor(Date.now() / 1000);

  return {
    clientId,
    redirectUri,
    publicJwks: { keys: [signing.jwk, encryption.jwk] },

    authorization(issuer, level) {
      const verifier = randomBytes(32).toString('base64url');
      const state = randomBytes(24).toString('base64url');
      const outer = { client_id: clientId, response_type: 'code', scope: 'openid' };
      const request = jwt(
        {
          ...outer,
          iss: clientId,
          aud: issuer,
          iat: now(),
          exp: now() + 60,
          jti: randomUUID(),
          redirect_uri: redirectUri,
          state,
          nonce: randomBytes(24).toString('base64url'),
          code_challenge: createHash('sha256').update(verifier).digest('base64url'),
          code_challenge_method: 'S256',
          prompt: 'consent login',
          acr_values: `https://www.spid.gov.it/SpidL${level}`,
          claims: {
            userinfo: {
              given_name: null,
              family_name: null,
              birthdate: null,
              'https://attributes.eid.gov.it/fiscal_number': null,
            },
          },
        },
        'oauth-authz-req+jwt',
      );
      return { query: new URLSearchParams({ ...outer, request }), state, verifier };
    },

    assertion: (audience) =>
      jwt({ iss: clientId, sub: clientId, aud: audience, iat: now(), exp: now() + 60, jti: randomUUID() }, 'JWT'),

    opens(jwe) {
      const wrapped = Buffer.from(jwe.split('.')[1] ?? '', 'base64url');
      return (
        privateDecrypt({ key: encryption.key, oaepHash: 'sha256', padding: constants.RSA_PKCS1_OAEP_PADDING }, wrapped)
          .length === 64
      );
    },
  };
}
