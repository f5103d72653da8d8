import { createHash, generateKeyPairSync, type KeyObject, randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '@tessera/base';
import { calculateJwkThumbprint, exportJWK, SignJWT } from 'jose';
import type { ContentEncryptionAlgorithm, KeyEncryptionAlgorithm } from '../algorithms.ts';
import { ACR_VALUES } from '../levels.ts';
import { ENDPOINT_PATHS, type Endpoint } from '../provider.ts';

type SigningAlgorithm = 'RS256' | 'RS512' | 'ES256' | 'ES512' | 'PS256' | 'PS512';
type Changes = Readonly<Record<string, unknown>>;

/** A service that says exactly what a test wants it to say, right or wrong; jose signs for it. */
export interface ScriptedService {
  readonly clientId: string;
  readonly redirectUri: string;
  /** What registers it. */
  readonly registration: {
    readonly displayName: string;
    readonly openid_relying_party: Readonly<Record<string, unknown>>;
  };
  readonly signingKey: KeyObject;
  readonly kid: string;
  readonly decryptionKey: KeyObject;
  /** A fresh, right request with these claims changed (`undefined` leaves one out), as the parameters of an HTTP request. */
  request(changes?: Changes): Promise<{ request: string; client_id: string; scope: string; response_type: string }>;
  /** A signed JWT of ours with any claims and header. */
  sign(claims: Changes, header?: Changes, key?: KeyObject | Uint8Array): Promise<string>;
  /** A fresh, right proof for an endpoint, as parameters of its form. */
  proof(endpoint: Endpoint, changes?: Changes, header?: Changes): Promise<Record<string, string>>;
  /** The same service, with the same keys, speaking to another provider whose endpoints stand elsewhere. */
  towards(issuer: string, paths: Readonly<Record<string, string>>): ScriptedService;
  /** The verifier that belongs to every request's challenge. */
  readonly verifier: string;
}

export interface ScriptedServiceOptions {
  readonly issuer: string;
  readonly clock: Clock;
  readonly clientId?: string;
  readonly signing?: SigningAlgorithm;
  readonly encryption?: KeyEncryptionAlgorithm;
  readonly content?: ContentEncryptionAlgorithm;
  readonly encryptIdToken?: boolean;
  readonly metadata?: Changes;
}

function keyPair(algorithm: string): { publicKey: KeyObject; privateKey: KeyObject } {
  if (algorithm.startsWith('ES') || algorithm.startsWith('ECDH')) {
    return generateKeyPairSync('ec', { namedCurve: algorithm === 'ES512' ? 'P-521' : 'P-256' });
  }
  return generateKeyPairSync('rsa', { modulusLength: 2048 });
}

async function publicJwk(key: KeyObject, use: 'sig' | 'enc') {
  const jwk = await exportJWK(key);
  return { ...jwk, use, kid: await calculateJwkThumbprint(jwk) };
}

/** Removes what a test set to `undefined`. */
const without = (claims: Changes): Record<string, unknown> =>
  Object.fromEntries(Object.entries(claims).filter(([, value]) => value !== undefined));

/** `openid_relying_party` of a service that keeps every rule. */
function metadataOf(options: ScriptedServiceOptions, clientId: string, keys: readonly object[]): Changes {
  const { signing = 'ES256', encryption = 'ECDH-ES', content = 'A128CBC-HS256' } = options;
  return {
    client_id: clientId,
    redirect_uris: [`${clientId}/callback`],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    jwks: { keys },
    id_token_signed_response_alg: signing,
    ...(options.encryptIdToken
      ? { id_token_encrypted_response_alg: encryption, id_token_encrypted_response_enc: content }
      : {}),
    userinfo_signed_response_alg: signing,
    userinfo_encrypted_response_alg: encryption,
    userinfo_encrypted_response_enc: content,
    token_endpoint_auth_method: 'private_key_jwt',
    client_registration_types: ['automatic'],
    ...options.metadata,
  };
}

export async function scriptedService(options: ScriptedServiceOptions): Promise<ScriptedService> {
  const { issuer, clock, clientId = 'https://sportello.comune-di-fantasia.example' } = options;
  const { signing = 'ES256', encryption = 'ECDH-ES' } = options;
  const signingPair = keyPair(signing);
  const encryptionPair = keyPair(encryption);
  const signingJwk = await publicJwk(signingPair.publicKey, 'sig');
  const encryptionJwk = await publicJwk(encryptionPair.publicKey, 'enc');
  const verifier = randomBytes(32).toString('base64url');
  const seconds = () => Math.floor(clock.now() / 1000);

  const sign: ScriptedService['sign'] = (claims, header = {}, key = signingPair.privateKey) =>
    new SignJWT(without(claims)).setProtectedHeader({ alg: signing, kid: signingJwk.kid, ...header }).sign(key);
  const requestClaims = (provider: string) => ({
    iss: clientId,
    aud: [provider],
    iat: seconds(),
    exp: seconds() + 300,
    jti: randomUUID(),
    client_id: clientId,
    response_type: 'code',
    scope: 'openid',
    redirect_uri: `${clientId}/callback`,
    state: randomBytes(24).toString('hex'),
    nonce: randomBytes(24).toString('hex'),
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
    prompt: 'consent',
    acr_values: ACR_VALUES[1],
    claims: { userinfo: { given_name: null, family_name: null } },
  });
  const proofClaims = (endpoint: string) => ({
    iss: clientId,
    sub: clientId,
    aud: endpoint,
    iat: seconds(),
    exp: seconds() + 300,
    jti: randomUUID(),
  });

  const towards = (provider: string, paths: Readonly<Record<string, string>>): ScriptedService => ({
    clientId,
    redirectUri: `${clientId}/callback`,
    verifier,
    signingKey: signingPair.privateKey,
    kid: signingJwk.kid,
    decryptionKey: encryptionPair.privateKey,
    registration: {
      displayName: 'Comune di Fantasia',
      openid_relying_party: metadataOf(options, clientId, [signingJwk, encryptionJwk]),
    },
    sign,
    towards,
    request: async (changes = {}) => {
      const claims = { ...requestClaims(provider), ...changes };
      return { request: await sign(claims), client_id: clientId, scope: String(claims.scope), response_type: 'code' };
    },
    proof: async (endpoint, changes = {}, header = {}) => ({
      client_id: clientId,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await sign({ ...proofClaims(provider + (paths[endpoint] ?? '')), ...changes }, header),
    }),
  });
  return towards(issuer, ENDPOINT_PATHS);
}
