import { browse, type Claims, type Fields, formOf, letters, type Row, type Side, seconds } from './row.ts';

const OFFLINE = { scope: 'openid offline_access' };
type Tokens = Readonly<Record<string, string>>;

const post = async (side: Side, path: string, fields: Fields): Promise<Response> =>
  fetch(side.issuer + path, { method: 'POST', body: formOf(fields) });

/** A code of a fresh, right authorization. */
async function codeOf(side: Side, claims: Claims = {}): Promise<string> {
  const answer = await browse(side, await side.service.request(claims));
  if (typeof answer === 'string') throw new Error(answer);
  return answer.get('code') ?? '';
}

const redeem = async (side: Side, code: string, changes: Fields = {}) =>
  post(side, side.paths.token, {
    grant_type: 'authorization_code',
    code,
    code_verifier: side.service.verifier,
    redirect_uri: side.service.redirectUri,
    ...(await side.service.proof('token')),
    ...changes,
  });

const tokensOf = async (side: Side, claims: Claims = {}): Promise<Tokens> =>
  (await (await redeem(side, await codeOf(side, claims))).json()) as Tokens;

const refresh = async (side: Side, token = '') =>
  post(side, side.paths.token, {
    grant_type: 'refresh_token',
    refresh_token: token,
    ...(await side.service.proof('token')),
  });

async function told(response: Response): Promise<string> {
  const body = (await response.json()) as Tokens;
  if (!response.ok) return `${response.status} ${body['error']}`;
  const kinds = ['access_token', 'id_token', 'refresh_token'].filter((kind) => kind in body);
  return kinds.join(' ');
}

async function userinfo(side: Side, token: string | undefined, method = 'GET'): Promise<string> {
  const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(side.issuer + side.paths.userinfo, { method, headers });
  return response.ok ? (response.headers.get('content-type')?.split(';')[0] ?? '') : String(response.status);
}

async function active(side: Side, token = ''): Promise<string> {
  const response = await post(side, side.paths.introspection, {
    token,
    ...(await side.service.proof('introspection')),
  });
  const { active: alive, ...more } = (await response.json()) as Record<string, unknown>;
  return `active ${String(alive)}${Object.keys(more).length === 0 ? '' : ' and more'}`;
}

const revoke = async (side: Side, token = '') =>
  String((await post(side, side.paths.revocation, { token, ...(await side.service.proof('revocation')) })).status);

/** A redemption of a good code with these fields changed. */
const redemption = (name: string, ours: string, changes: Fields): Row => ({
  name,
  ours,
  ask: async (side) => told(await redeem(side, await codeOf(side), changes)),
});

/** A redemption of a good code whose proof has these claims or this header changed. */
const proof = (name: string, ours: string, claims: Claims, header: Claims = {}): Row => ({
  name,
  ours,
  ask: async (side) => told(await redeem(side, await codeOf(side), await side.service.proof('token', claims, header))),
});

const row = (name: string, ours: string, ask: Row['ask']): Row => ({ name, ours, ask });

export const TOKEN_ROWS: readonly Row[] = [
  redemption('a code that is right', 'access_token id_token', {}),
  redemption('no redirect_uri at the token endpoint', 'access_token id_token', { redirect_uri: undefined }),
  redemption('redirect_uri without a value', 'access_token id_token', { redirect_uri: '' }),
  redemption('another redirect_uri', '400 invalid_grant', { redirect_uri: 'https://evil.example/' }),
  redemption('no verifier', '400 invalid_grant', { code_verifier: undefined }),
  redemption('another verifier', '400 invalid_grant', { code_verifier: letters(43) }),
  redemption('a verifier of 42', '400 invalid_grant', { code_verifier: letters(42) }),
  redemption('no code', '400 invalid_request', { code: undefined }),
  redemption('a made-up code', '400 invalid_grant', { code: 'made-up' }),
  redemption('no grant_type', '400 invalid_request', { grant_type: undefined }),
  redemption('grant_type password', '400 unsupported_grant_type', { grant_type: 'password' }),
  redemption('no client_id at the token endpoint', '400 invalid_request', { client_id: undefined }),
  redemption('no client_assertion', '401 invalid_client', { client_assertion: undefined }),
  redemption('no proof at all', '401 invalid_client', {
    client_assertion: undefined,
    client_assertion_type: undefined,
  }),
  redemption('a client_secret', '401 invalid_client', {
    client_assertion: undefined,
    client_assertion_type: undefined,
    client_secret: letters(32),
  }),
  redemption('another assertion type', '400 invalid_request', { client_assertion_type: 'jwtbearer' }),

  proof('assertion for somebody else', '401 invalid_client', { aud: 'https://other.example' }),
  proof('assertion without aud', '401 invalid_client', { aud: undefined }),
  proof('assertion with another iss', '401 invalid_client', { iss: 'https://other.example' }),
  proof('assertion with another sub', '401 invalid_client', { sub: 'https://other.example' }),
  proof('assertion without jti', '401 invalid_client', { jti: undefined }),
  proof('assertion past', '401 invalid_client', { exp: seconds(-120) }),
  proof('assertion without exp', '401 invalid_client', { exp: undefined }),
  proof('assertion ten years long', '401 invalid_client', { exp: seconds(315_360_000) }),
  proof('assertion from the future', '401 invalid_client', { iat: seconds(600) }),
  proof('assertion without iat', '401 invalid_client', { iat: undefined }),
  proof('assertion without kid', '401 invalid_client', {}, { kid: undefined }),
  proof('assertion of another typ', '401 invalid_client', {}, { typ: 'at+jwt' }),
  proof('assertion with an unknown kid', '401 invalid_client', {}, { kid: 'retired' }),
  row('assertion for the issuer', 'access_token id_token', async (side) =>
    told(await redeem(side, await codeOf(side), await side.service.proof('token', { aud: side.issuer }))),
  ),
  row('the same assertion twice', '401 invalid_client', async (side) => {
    const same = await side.service.proof('token');
    await redeem(side, await codeOf(side), same);
    return told(await redeem(side, await codeOf(side), same));
  }),
  row('the same code twice', '400 invalid_grant, then UserInfo 401', async (side) => {
    const code = await codeOf(side);
    const tokens = (await (await redeem(side, code)).json()) as Tokens;
    return `${await told(await redeem(side, code))}, then UserInfo ${await userinfo(side, tokens['access_token'])}`;
  }),

  row('offline access', 'access_token id_token refresh_token', async (side) =>
    told(await redeem(side, await codeOf(side, OFFLINE))),
  ),
  row('a refresh', 'access_token refresh_token', async (side) =>
    told(await refresh(side, (await tokensOf(side, OFFLINE))['refresh_token'])),
  ),
  row('a refresh without a token', '400 invalid_request', async (side) =>
    told(await post(side, side.paths.token, { grant_type: 'refresh_token', ...(await side.service.proof('token')) })),
  ),
  row('a refresh token twice', '400 invalid_grant, then the newer 400 invalid_grant', async (side) => {
    const first = (await tokensOf(side, OFFLINE))['refresh_token'];
    const next = (await (await refresh(side, first)).json()) as Tokens;
    const again = await told(await refresh(side, first));
    return `${again}, then the newer ${await told(await refresh(side, next['refresh_token']))}`;
  }),
  row('the access token from before a refresh', '401', async (side) => {
    const tokens = await tokensOf(side, OFFLINE);
    await refresh(side, tokens['refresh_token']);
    return userinfo(side, tokens['access_token']);
  }),

  row('UserInfo by GET', 'application/jwt', async (side) => userinfo(side, (await tokensOf(side))['access_token'])),
  row('UserInfo by POST', 'application/jwt', async (side) =>
    userinfo(side, (await tokensOf(side))['access_token'], 'POST'),
  ),
  row('UserInfo with an ID token', '401', async (side) => userinfo(side, (await tokensOf(side))['id_token'])),
  row('UserInfo without a token', '401', async (side) => userinfo(side, undefined)),
  row('introspection of a live token', 'active true', async (side) =>
    active(side, (await tokensOf(side))['access_token']),
  ),
  row('introspection of nothing known', 'active false', async (side) => active(side, 'made-up')),
  row('revocation of an access token', '200, access 401, refresh access_token refresh_token', async (side) => {
    const tokens = await tokensOf(side, OFFLINE);
    const status = await revoke(side, tokens['access_token']);
    const access = await userinfo(side, tokens['access_token']);
    return `${status}, access ${access}, refresh ${await told(await refresh(side, tokens['refresh_token']))}`;
  }),
  row('revocation of a refresh token', '200, access 401', async (side) => {
    const tokens = await tokensOf(side, OFFLINE);
    return `${await revoke(side, tokens['refresh_token'])}, access ${await userinfo(side, tokens['access_token'])}`;
  }),
  row('revocation of nothing known', '200', async (side) => revoke(side, 'made-up')),
];
