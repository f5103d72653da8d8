// The peer: a plain oidc-provider with its in-memory adapter, doing the protocol steps of the CIE profile.
import { argon2Sync, createHmac, generateKeyPairSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT } from 'jose';
import { type Configuration, Provider } from 'oidc-provider';
import { child, type Endpoints, type People, type Person, type ProviderStart } from './contract.ts';
import { PEER_CODE } from './peer-code.ts';

interface Account extends Person {
  readonly salt: Buffer;
  readonly hash: Buffer;
}

const CODE_KEY = randomBytes(32);
child(async (start) => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const accounts = new Map(makeAccounts(start).map((account) => [account.username, account]));
  const provider = new Provider(issuer, configuration(start));
  const callback = provider.callback();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.startsWith('/interaction/')) void interact(provider, accounts, start.hashing, request, response);
    else callback(request, response);
  });
  return ready(issuer, [...accounts.values()]);
});

const hashOf = (password: string, salt: Buffer): Buffer =>
  argon2Sync('argon2id', { message: password, nonce: salt, memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 });

function makeAccounts({ people, hashing }: ProviderStart): Account[] {
  return Array.from({ length: people }, (_, number) => {
    const salt = randomBytes(16);
    const password = `Peer-pass-${number}!`;
    return {
      username: `person-${number}`,
      password,
      salt,
      hash: hashing ? hashOf(password, salt) : Buffer.from(password),
    };
  });
}

function ready(issuer: string, accounts: readonly Account[]): Endpoints & People {
  return {
    issuer,
    authorizationEndpoint: `${issuer}/auth`,
    tokenEndpoint: `${issuer}/token`,
    userinfoEndpoint: `${issuer}/me`,
    people: accounts.map(({ username, password }) => ({ username, password })),
  };
}

function configuration({ clientId, redirectUri, jwks }: ProviderStart): Configuration {
  const signing = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  return {
    jwks: { keys: [{ ...signing.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' }] },
    clients: [
      {
        client_id: clientId,
        redirect_uris: [redirectUri],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'private_key_jwt',
        jwks: { keys: [...jwks.keys] },
        id_token_signed_response_alg: 'RS256',
        userinfo_signed_response_alg: 'RS256',
        userinfo_encrypted_response_alg: 'RSA-OAEP-256',
        userinfo_encrypted_response_enc: 'A256CBC-HS512',
        request_object_signing_alg: 'RS256',
        require_signed_request_object: true,
        subject_type: 'pairwise',
      },
    ],
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: (_ctx, account, client) =>
      createHmac('sha256', CODE_KEY).update(`${client.clientId}|${account}`).digest('base64url'),
    acrValues: ['https://www.spid.gov.it/SpidL1', 'https://www.spid.gov.it/SpidL2'],
    claims: {
      openid: ['sub'],
      profile: ['given_name', 'family_name', 'birthdate', 'https://attributes.eid.gov.it/fiscal_number'],
    },
    cookies: { keys: ['only for this run'] },
    pkce: { required: () => true },
    responseTypes: ['code'],
    features: {
      devInteractions: { enabled: false },
      claimsParameter: { enabled: true },
      requestObjects: { enabled: true },
      jwtUserinfo: { enabled: true },
      encryption: { enabled: true },
    },
    enabledJWA: { userinfoEncryptionAlgValues: ['RSA-OAEP-256'], userinfoEncryptionEncValues: ['A256CBC-HS512'] },
    interactions: { url: (_ctx, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (_ctx, id) => ({
      accountId: id,
      claims: () => ({
        sub: id,
        given_name: 'Prova',
        family_name: 'Provetti',
        birthdate: '1980-01-01',
        'https://attributes.eid.gov.it/fiscal_number': 'TINIT-PRVPRV80A01H501A',
      }),
    }),
    // UserInfo of oidc-provider takes opaque access tokens only. The profile's at+jwt is signed here, the way
    // oidc-provider signs its own, and thrown away: the same work as Tessera's, one signature.
    extraTokenClaims: async (_ctx, token) => {
      await new SignJWT({ client_id: clientId, scope: 'openid' })
        .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt' })
        .setJti(token.jti ?? 'peer')
        .setIssuedAt()
        .setExpirationTime('15m')
        .sign(signing);
      return undefined;
    },
  };
}

/** The pages: password, then code for level 2, then consent; plain forms, as small as pages can be. */
async function interact(
  provider: Provider,
  accounts: ReadonlyMap<string, Account>,
  hashing: boolean,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const details = await provider.interactionDetails(request, response);
  const [, , uid = '', step = ''] = (request.url ?? '').split('/');
  if (request.method === 'GET') {
    const names = details.prompt.name === 'login' ? ['username', 'password'] : ['consent'];
    return page(response, `/interaction/${uid}/${details.prompt.name}`, names);
  }
  const form = new URLSearchParams(await bodyOf(request));
  if (step === 'login') {
    const account = accounts.get(form.get('username') ?? '');
    if (account === undefined || !matches(account, form.get('password') ?? '', hashing))
      return page(response, request.url ?? '', ['username', 'password']);
    if (String(details.params['acr_values']).endsWith('L2'))
      return page(response, `/interaction/${uid}/code`, ['code', 'username'], account.username);
    return finish(provider, request, response, account.username);
  }
  if (step === 'code') {
    if (form.get('code') !== PEER_CODE) return page(response, request.url ?? '', ['code']);
    return finish(provider, request, response, form.get('username') ?? '');
  }
  const grant = new provider.Grant({
    accountId: details.session?.accountId ?? '',
    clientId: String(details.params['client_id']),
  });
  grant.addOIDCScope('openid');
  grant.addOIDCClaims(['given_name', 'family_name', 'birthdate', 'https://attributes.eid.gov.it/fiscal_number']);
  await provider.interactionFinished(
    request,
    response,
    { consent: { grantId: await grant.save() } },
    { mergeWithLastSubmission: true },
  );
}

const finish = (
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
  accountId: string,
): Promise<void> =>
  provider.interactionFinished(request, response, { login: { accountId } }, { mergeWithLastSubmission: false });

function matches(account: Account, password: string, hashing: boolean): boolean {
  const typed = hashing ? hashOf(password, account.salt) : Buffer.from(password);
  return typed.length === account.hash.length && timingSafeEqual(typed, account.hash);
}

function page(response: ServerResponse, action: string, names: readonly string[], username = ''): void {
  const fields = names.map((name) => `<input name="${name}" value="${name === 'username' ? username : ''}">`).join('');
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.end(
    `<!doctype html><title>peer</title><form method="post" action="${action}">${fields}<button>go</button></form>`,
  );
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
