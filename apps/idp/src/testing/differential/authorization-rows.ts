import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { type Claims, type Fields, letters, outcome, type Row, type Side, seconds } from './row.ts';

const CLIENT_ID = 'https://sportello.comune-di-fantasia.example';
const acr = (level: number) => `https://www.spid.gov.it/SpidL${level}`;

/** A request with these claims inside and these parameters outside. */
const request = (name: string, ours: string, claims: Claims, outside: Fields = {}): Row => ({
  name,
  ours,
  ask: async (side) => outcome(side, { ...(await side.service.request(claims)), ...outside }),
});

/** A request whose object is made by hand. */
const object = (name: string, ours: string, make: (side: Side) => Promise<string | undefined>): Row => ({
  name,
  ours,
  ask: async (side) => outcome(side, { client_id: CLIENT_ID, scope: 'openid', request: await make(side) }),
});

const foreign = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const encode = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url');

async function rightClaims({ service }: Side): Promise<Claims> {
  const [, payload = ''] = (await service.request()).request.split('.');
  return JSON.parse(Buffer.from(payload, 'base64url').toString());
}

const signedBy = (header: Claims, key?: KeyObject) => async (side: Side) =>
  side.service.sign(await rightClaims(side), header, key);

export const AUTHORIZATION_ROWS: readonly Row[] = [
  request('a request that keeps every rule', 'code', {}),
  request('prompt consent login', 'code', { prompt: 'consent login' }),
  request('answer by form_post', 'form_post', { response_mode: 'form_post' }),
  request('scope profile', 'code', { scope: 'openid profile', claims: undefined }, { scope: 'openid profile' }),
  request('no outer scope', 'code', {}, { scope: undefined }),

  object('no request object', 'page: invalid_request', async () => undefined),
  object('request is no JWT', 'page: invalid_request_object', async () => 'abc'),
  object(
    'alg none',
    'page: invalid_request_object',
    async (side) => `${encode({ alg: 'none' })}.${encode(await rightClaims(side))}.`,
  ),
  object('signed by a stranger', 'page: invalid_request_object', signedBy({}, foreign.privateKey)),
  object(
    'signed by the key of its own header',
    'page: invalid_request_object',
    signedBy({ jwk: foreign.publicKey.export({ format: 'jwk' }), kid: undefined }, foreign.privateKey),
  ),
  object('kid left out', 'page: invalid_request_object', signedBy({ kid: undefined })),

  request(
    'unknown client',
    'page: unauthorized_client',
    { client_id: 'https://nobody.example', iss: 'https://nobody.example' },
    { client_id: 'https://nobody.example' },
  ),
  request('client_id differs outside', 'page: invalid_request', {}, { client_id: 'https://other.example' }),
  request('no client_id outside', 'code', {}, { client_id: undefined }),
  request('no client_id inside', 'page: invalid_request', { client_id: undefined }),
  request('redirect_uri not registered', 'page: invalid_request', { redirect_uri: 'https://evil.example/' }),
  request('redirect_uri with a slash more', 'page: invalid_request', { redirect_uri: `${CLIENT_ID}/callback/` }),
  request('no redirect_uri', 'page: invalid_request', { redirect_uri: undefined }),

  request('iss is not the client', 'answer: invalid_request_object', { iss: 'https://other.example' }),
  request('aud is somebody else', 'answer: invalid_request_object', { aud: 'https://other.example' }),
  request('no aud', 'answer: invalid_request_object', { aud: undefined }),
  request('exp past', 'answer: invalid_request_object', { exp: seconds(-120) }),
  request('exp missing', 'answer: invalid_request_object', { exp: undefined }),
  request('exp in ten years', 'answer: invalid_request_object', { exp: seconds(315_360_000) }),
  request('iat in the future', 'answer: invalid_request_object', { iat: seconds(600) }),
  request('iat an hour old', 'answer: invalid_request_object', { iat: seconds(-3_600) }),
  request('nbf in the future', 'answer: invalid_request_object', { nbf: seconds(600) }),
  request('sub in the request object', 'answer: invalid_request_object', { sub: CLIENT_ID }),
  request('no jti', 'answer: invalid_request_object', { jti: undefined }),
  {
    name: 'the same request object twice',
    ours: 'answer: invalid_request_object',
    ask: async (side) => {
      const parameters = await side.service.request();
      await outcome(side, parameters);
      return outcome(side, parameters);
    },
  },

  request(
    'response_type token',
    'answer: unsupported_response_type',
    { response_type: 'token' },
    { response_type: 'token' },
  ),
  request('no response_type', 'answer: invalid_request', { response_type: undefined }, { response_type: undefined }),
  request(
    'response_type code id_token',
    'answer: unsupported_response_type',
    { response_type: 'code id_token' },
    { response_type: 'code id_token' },
  ),
  request('response_type differs outside', 'answer: invalid_request', {}, { response_type: 'id_token' }),
  request('response_mode fragment', 'answer: invalid_request', { response_mode: 'fragment' }),
  request('response_mode web_message', 'answer: invalid_request', { response_mode: 'web_message' }),
  request(
    'scope without openid',
    'answer: invalid_request',
    { scope: 'profile', claims: undefined },
    { scope: 'profile' },
  ),
  request('unknown scope', 'answer: invalid_scope', { scope: 'openid phone' }, { scope: 'openid phone' }),
  request('scope differs outside', 'answer: invalid_request', {}, { scope: 'openid profile' }),
  request('no state', 'answer: invalid_request', { state: undefined }),
  request('short state', 'answer: invalid_request', { state: 'short' }),
  request('state with blanks', 'answer: invalid_request', { state: 'a b'.repeat(20) }),
  request('no nonce', 'answer: invalid_request', { nonce: undefined }),
  request('short nonce', 'answer: invalid_request', { nonce: 'short' }),
  request('no code_challenge', 'answer: invalid_request', {
    code_challenge: undefined,
    code_challenge_method: undefined,
  }),
  request('code_challenge plain', 'answer: invalid_request', { code_challenge_method: 'plain' }),
  request('code_challenge without method', 'answer: invalid_request', { code_challenge_method: undefined }),
  request('code_challenge of 42', 'answer: invalid_request', { code_challenge: letters(42) }),
  request('prompt none', 'answer: invalid_request', { prompt: 'none' }),
  request('prompt login', 'answer: invalid_request', { prompt: 'login' }),
  request('prompt missing', 'answer: invalid_request', { prompt: undefined }),
  request('prompt none consent', 'answer: invalid_request', { prompt: 'none consent' }),
  request('prompt unknown', 'answer: invalid_request', { prompt: 'register' }),
  request('acr_values missing', 'answer: invalid_request', { acr_values: undefined }),
  request('acr_values unknown', 'answer: invalid_request', { acr_values: acr(4) }),
  request('acr_values of two levels', 'code', { acr_values: `${acr(2)} ${acr(3)}` }),
  request('acr_values as a list', 'code', { acr_values: [acr(2)] }),
  request('claims as text', 'answer: invalid_request', { claims: 'given_name' }),
  request('claims.userinfo as a list', 'answer: invalid_request', { claims: { userinfo: ['given_name'] } }),
  request('claims.userinfo null', 'code', { claims: { userinfo: null } }),
  request('claims with unknown names', 'code', { claims: { userinfo: { made_up: null } } }),
  request('claims that ask for one person', 'answer: invalid_request', {
    claims: { id_token: { sub: { value: 'somebody' } } },
  }),
  request('claims that ask for one level', 'answer: invalid_request', {
    claims: { id_token: { acr: { essential: true, values: [acr(3)] } } },
  }),
  request('a hint at one person', 'answer: invalid_request', { id_token_hint: 'e30.e30.e30' }),
  request('max_age 0', 'code', { max_age: 0 }),
  request('max_age negative', 'answer: invalid_request', { max_age: -1 }),
  request('max_age as text', 'answer: invalid_request', { max_age: '0' }),
  request('outer parameters without a value', 'code', {}, { response_type: '', scope: '', request_uri: '' }),
  request('request_uri inside', 'answer: request_uri_not_supported', { request_uri: 'https://a.example/r' }),
  request('request_uri outside', 'answer: request_uri_not_supported', {}, { request_uri: 'https://a.example/r' }),
  request('registration outside', 'answer: registration_not_supported', {}, { registration: '{}' }),
];
