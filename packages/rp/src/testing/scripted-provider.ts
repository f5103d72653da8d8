import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Clock, randomToken, systemRandom } from '@tessera/base';
import { CompactEncrypt, type CryptoKey, exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose';
import { generateServiceKeys } from '../keys.ts';
import { openService, type Service } from '../open-service.ts';
import type { PendingSignIn, SignInResult } from '../sign-in.ts';

type Claims = Record<string, unknown>;

/** A provider that says what a test wants, right or wrong: what a service must believe, and what never. */
export interface ScriptedProvider {
  readonly service: Service;
  readonly issuer: string;
  /** Claims of the next ID token and UserInfo, beside what a right one has. */
  idToken: Claims;
  userinfo: Claims;
  /** Who signs them; the provider's own published key until a test says otherwise. */
  idTokenKey: CryptoKey;
  userinfoKey: CryptoKey;
  /** Turns the signed UserInfo into what is sent; the right JWE until a test says otherwise. */
  wrap: (jwt: string) => Promise<string>;
  /** The right wrapping, with another header. */
  encrypt(jwt: string, header?: Record<string, string>, key?: CryptoKey): Promise<string>;
  /** Form fields of every request to the token and revocation endpoints. */
  readonly forms: URLSearchParams[];
  /** A whole sign-in: the answer's parameters may be changed on the way back. */
  signIn(change?: (answer: URLSearchParams, pending: PendingSignIn) => void): Promise<SignInResult>;
  close(): Promise<void>;
}

const ACCESS_TOKEN = 'access-token';

export async function scriptedProvider(clock: Clock): Promise<ScriptedProvider> {
  const own = await generateKeyPair('ES256');
  const jwk = { ...(await exportJWK(own.publicKey)), kid: 'provider', alg: 'ES256', use: 'sig' };
  const keys = await generateServiceKeys({ signing: 'ES256', encryption: 'ECDH-ES' });
  const encryptionKey = (await importJWK(keys.encryption.publicJwk as JWK, 'ECDH-ES')) as CryptoKey;
  const clientId = 'https://sportello.example';
  let pending: PendingSignIn | null = null;

  const server = createServer(async (request, response) => {
    const send = (body: string, type = 'application/json') =>
      response.writeHead(200, { 'content-type': type }).end(body);
    if (request.url === '/.well-known/openid-configuration') return send(JSON.stringify(discovery(provider.issuer)));
    if (request.url === '/jwks') return send(JSON.stringify({ keys: [jwk] }));
    if (request.url === '/userinfo') return send(await provider.wrap(await userinfoJwt()), 'application/jwt');
    provider.forms.push(new URLSearchParams(await bodyOf(request)));
    if (request.url === '/revoke') return response.writeHead(200).end();
    return send(
      JSON.stringify({
        access_token: ACCESS_TOKEN,
        token_type: 'Bearer',
        expires_in: 900,
        id_token: await idTokenJwt(),
      }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;

  const seconds = () => Math.floor(clock.now() / 1000);
  const sign = (claims: Claims, key: CryptoKey) =>
    new SignJWT({ iss: issuer, aud: clientId, iat: seconds(), exp: seconds() + 300, sub: 'pairwise', ...claims })
      .setProtectedHeader({ alg: 'ES256', kid: 'provider' })
      .sign(key);
  const idTokenJwt = () => {
    const hash = createHash('sha256').update(ACCESS_TOKEN).digest();
    const claims = {
      acr: 'https://www.spid.gov.it/SpidL2',
      nonce: pending?.nonce,
      at_hash: hash.subarray(0, 16).toString('base64url'),
    };
    return sign({ ...claims, ...provider.idToken }, provider.idTokenKey);
  };
  const userinfoJwt = () =>
    sign({ given_name: 'Topolina', jti: randomUUID(), ...provider.userinfo }, provider.userinfoKey);
  const encrypt: ScriptedProvider['encrypt'] = (jwt, header = {}, key = encryptionKey) =>
    new CompactEncrypt(new TextEncoder().encode(jwt))
      .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256CBC-HS512', cty: 'JWT', kid: keys.encryption.kid, ...header })
      .encrypt(key);
  const service = openService({
    issuer,
    clientId,
    displayName: 'Sportello',
    redirectUri: `${clientId}/ritorno`,
    keys,
    clock,
    random: systemRandom,
    sandbox: true,
  });

  const provider: ScriptedProvider = {
    service,
    issuer,
    idToken: {},
    userinfo: {},
    idTokenKey: own.privateKey,
    userinfoKey: own.privateKey,
    wrap: (jwt) => encrypt(jwt),
    encrypt,
    forms: [],
    signIn: async (change = () => undefined) => {
      pending = await service.begin({ level: 2 });
      if (pending === null) throw new Error('the scripted provider does not answer');
      const answer = new URLSearchParams({ code: randomToken(systemRandom), state: pending.state, iss: issuer });
      change(answer, pending);
      return service.finish(answer, pending);
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return provider;
}

const discovery = (issuer: string) => ({
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  userinfo_endpoint: `${issuer}/userinfo`,
  revocation_endpoint: `${issuer}/revoke`,
  jwks_uri: `${issuer}/jwks`,
  response_types_supported: ['code'],
  subject_types_supported: ['pairwise'],
  id_token_signing_alg_values_supported: ['ES256'],
  code_challenge_methods_supported: ['S256'],
  authorization_response_iss_parameter_supported: true,
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}
