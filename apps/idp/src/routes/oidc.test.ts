import { ENDPOINT_PATHS, registerRelyingParty } from '@tessera/oidc';
import { type ScriptedService, scriptedService } from '@tessera/oidc/testing';
import { eachEngine } from '@tessera/testbed';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type OidcServer, openOidcServer } from '../testing/oidc-server.ts';

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

eachEngine((engine) => {
  describe('endpoints of the OpenID provider', () => {
    let idp: OidcServer;
    let service: ScriptedService;
    beforeAll(async () => {
      idp = await openOidcServer(engine);
      service = await scriptedService({ issuer: idp.issuer, clock: idp.testbed.clock });
      const registered = await registerRelyingParty(idp.testbed, service.registration, { sandbox: true });
      expect(registered.outcome).toBe('registered');
    });
    afterEach(() => expect(idp.bugs).toEqual([]));
    afterAll(() => idp.close());

    const host = () => ({ host: new URL(idp.issuer).host });
    const authorize = (parameters: Record<string, string> | string, language = 'it') =>
      idp.server.inject({
        url: `${ENDPOINT_PATHS.authorization}?${new URLSearchParams(parameters)}`,
        headers: { ...host(), accept: 'text/html', 'accept-language': language },
      });
    const post = (path: string, payload: string | Buffer, headers: Record<string, string> = FORM) =>
      idp.server.inject({ method: 'POST', url: path, payload, headers: { ...host(), ...headers } });
    const form = (path: string, fields: Record<string, string>) => post(path, new URLSearchParams(fields).toString());
    const codeFor = async (claims: object = {}) => {
      const answer = await authorize(await service.request({ ...claims }));
      return new URL(String(answer.headers['location'])).searchParams.get('code') ?? '';
    };
    const tokens = async (claims: object = {}) => {
      const fields = {
        grant_type: 'authorization_code',
        code: await codeFor(claims),
        code_verifier: service.verifier,
        ...(await service.proof('token')),
      };
      return (await form(ENDPOINT_PATHS.token, fields)).json() as Record<string, string>;
    };

    it('answers a request by 303, with iss, in the query', async () => {
      const answer = await authorize(await service.request());
      expect(answer.statusCode).toBe(303);
      const location = new URL(String(answer.headers['location']));
      expect(location.href).toMatch(new RegExp(`^${service.redirectUri}\\?`));
      expect(location.searchParams.get('iss')).toBe(idp.issuer);
    });

    it('takes the same request by POST from the service’s own page', async () => {
      const headers = { ...FORM, origin: service.clientId, 'sec-fetch-site': 'cross-site' };
      const body = new URLSearchParams(await service.request()).toString();
      expect((await post(ENDPOINT_PATHS.authorization, body, headers)).statusCode).toBe(303);
    });

    it('answers by form_post with a page that may end at the service and nowhere else', async () => {
      const answer = await authorize(await service.request({ response_mode: 'form_post' }));
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['content-security-policy']).toContain(`form-action 'self' ${service.clientId};`);
      expect(answer.body).toContain(`action="${service.redirectUri}"`);
      for (const name of ['code', 'state', 'iss']) expect(answer.body).toContain(`name="${name}"`);
    });

    it('T-OID-05 shows a request that nobody may answer on a page of its own, never a redirect, and names the rule', async () => {
      for (const [language, words] of [
        ['it', 'Il servizio ha inviato una richiesta non valida'],
        ['en', 'The service sent a request that is not valid'],
        ['de', 'Der Dienst hat eine ungültige Anfrage geschickt'],
      ] as const) {
        const page = await authorize(await service.request({ redirect_uri: 'https://evil.example/' }), language);
        expect(page.statusCode).toBe(400);
        expect(page.headers['location']).toBeUndefined();
        expect(page.body).toContain(words);
        expect(page.body).toContain('redirect_uri is not exactly one of those registered');
        expect(page.body).not.toContain('evil.example');
      }
    });

    it('T-OID-05 T-OID-20 refuses repeated parameters and unreadable ones with 400', async () => {
      const { request } = await service.request();
      const queries = [
        `request=${request}&request=${request}`,
        `request=${request}&redirect_uri=a&redirect_uri=b`,
        'request=%ff',
        'request=%00',
        `request[]=${request}`,
        'request',
        '',
      ];
      for (const query of queries) {
        const page = await idp.server.inject({ url: `${ENDPOINT_PATHS.authorization}?${query}`, headers: host() });
        expect(page.statusCode, query.slice(0, 30)).toBe(400);
      }
    });

    it('promise 26 stops at 64 kB, and takes forms alone', async () => {
      const huge = Buffer.alloc(10 * 1024 * 1024, 'a');
      for (const path of [
        ENDPOINT_PATHS.authorization,
        ENDPOINT_PATHS.token,
        ENDPOINT_PATHS.introspection,
        ENDPOINT_PATHS.revocation,
      ]) {
        expect((await post(path, huge)).statusCode, path).toBe(413);
        const json = JSON.stringify({ ...(await service.request()), grant_type: 'authorization_code' });
        expect((await post(path, json, { 'content-type': 'application/json' })).statusCode, path).toBe(415);
        expect((await post(path, '<x/>', { 'content-type': 'application/xml' })).statusCode, path).toBe(415);
        expect((await post(path, 'a=%ff')).statusCode, path).toBe(400);
        expect((await post(path, 'a=1&a=2')).statusCode, path).toBe(400);
      }
    });

    it('says errors in the words of the protocol, also those of unreadable bodies', async () => {
      const unreadable = await post(ENDPOINT_PATHS.token, 'a=1&a=2');
      expect(unreadable.json()).toMatchObject({ error: 'invalid_request', status: 400 });
      // It used to be `problem+json`, in which oauth4webapi and others read no error.
      expect(unreadable.headers['content-type']).toMatch(/^application\/json/);
      const proof = { ...(await service.proof('token')), client_id: 'https://nobody.example' };
      const nobody = await form(ENDPOINT_PATHS.token, { grant_type: 'authorization_code', ...proof });
      expect(nobody.statusCode).toBe(401);
      expect(nobody.json()).toMatchObject({ error: 'invalid_client', error_description: expect.any(String) });
      expect(nobody.headers['cache-control']).toBe('no-store');
      const grant = await form(ENDPOINT_PATHS.token, { grant_type: 'password', ...(await service.proof('token')) });
      expect(grant.statusCode).toBe(400);
      expect(grant.json()).toMatchObject({ error: 'unsupported_grant_type' });
      for (const path of [ENDPOINT_PATHS.token, ENDPOINT_PATHS.introspection, ENDPOINT_PATHS.revocation]) {
        const get = await idp.server.inject({ url: path, headers: { ...host(), accept: 'application/json' } });
        expect(get.statusCode).toBe(405);
        expect(get.headers['allow']).toBe('POST');
      }
    });

    it('takes the media type of a form in any case, and what has no value as not sent (RFC 6749 3.2)', async () => {
      const fields = async (more: object) => ({
        grant_type: 'authorization_code',
        code: await codeFor(),
        code_verifier: service.verifier,
        ...(await service.proof('token')),
        ...more,
      });
      // The first used to be read as an empty form, the second as another address, the third as another scope.
      const upper = { 'content-type': 'Application/X-WWW-Form-Urlencoded; charset=UTF-8' };
      const shouted = new URLSearchParams(await fields({})).toString();
      expect((await post(ENDPOINT_PATHS.token, shouted, upper)).statusCode).toBe(200);
      expect((await form(ENDPOINT_PATHS.token, await fields({ redirect_uri: '' }))).statusCode).toBe(200);
      const empty = { scope: '', response_type: '', client_id: '', request_uri: '', registration: '' };
      expect((await authorize({ ...(await service.request()), ...empty })).statusCode).toBe(303);
      const nothing = await form(ENDPOINT_PATHS.introspection, {
        token: '',
        ...(await service.proof('introspection')),
      });
      expect(nothing.json()).toMatchObject({ error: 'invalid_request' });
    });

    it('T-OID-12 tells who tries another way in that this one is closed, in the words of that way (RFC 6749 5.2)', async () => {
      const basic = `Basic ${Buffer.from('service:secret').toString('base64')}`;
      for (const path of [ENDPOINT_PATHS.token, ENDPOINT_PATHS.introspection, ENDPOINT_PATHS.revocation]) {
        const answer = await post(path, 'grant_type=authorization_code&code=x', { ...FORM, authorization: basic });
        expect(answer.statusCode, path).toBe(401);
        expect(answer.headers['www-authenticate'], path).toBe('Basic realm="services"');
        expect(answer.json()).toMatchObject({ error: 'invalid_client' });
        const secret = await form(path, { client_id: service.clientId, client_secret: 'secret', token: 'x' });
        expect(secret.statusCode, path).toBe(401);
        expect(secret.headers['www-authenticate'], path).toBeUndefined();
      }
    });

    // HEAD used to run the whole request: a preview of the link spent the object, and the citizen's click was a replay.
    it('promise 8 takes no HEAD where a GET uses something up or gives data away', async () => {
      const parameters = await service.request();
      const head = await idp.server.inject({
        method: 'HEAD',
        url: `${ENDPOINT_PATHS.authorization}?${new URLSearchParams(parameters)}`,
        headers: host(),
      });
      expect(head.statusCode).toBe(405);
      expect(head.headers['allow']).toBe('GET, POST');
      expect((await authorize(parameters)).statusCode).toBe(303);
      const userinfo = await idp.server.inject({ method: 'HEAD', url: ENDPOINT_PATHS.userinfo, headers: host() });
      expect(userinfo.statusCode).toBe(405);
    });

    // Registered rightly (oidc.md 8.3), such a service used to get the page of a bug at every step.
    it('leads back to an app with a scheme of its own, in either mode', async () => {
      const redirectUri = 'it.comune-di-fantasia.app:/callback';
      const app = await scriptedService({
        issuer: idp.issuer,
        clock: idp.testbed.clock,
        clientId: 'https://app.comune-di-fantasia.example',
        metadata: { redirect_uris: [redirectUri] },
      });
      expect(await registerRelyingParty(idp.testbed, app.registration, { sandbox: true })).toMatchObject({
        outcome: 'registered',
      });
      const query = await authorize(await app.request({ redirect_uri: redirectUri }));
      expect(String(query.headers['location'])).toMatch(/^it\.comune-di-fantasia\.app:\/callback\?code=/);
      const posted = await authorize(await app.request({ redirect_uri: redirectUri, response_mode: 'form_post' }));
      expect(posted.statusCode).toBe(200);
      expect(posted.headers['content-security-policy']).toContain("form-action 'self' it.comune-di-fantasia.app:;");
    });

    it('T-PRV-08 gives tokens that nobody caches', async () => {
      const fields = {
        grant_type: 'authorization_code',
        code: await codeFor(),
        code_verifier: service.verifier,
        ...(await service.proof('token')),
      };
      const answer = await form(ENDPOINT_PATHS.token, fields);
      expect(answer.statusCode).toBe(200);
      expect(answer.headers).toMatchObject({
        'cache-control': 'no-store',
        pragma: 'no-cache',
        'content-type': 'application/json; charset=utf-8',
      });
    });

    it('gives UserInfo by GET and by POST, for a bearer token in the header and nowhere else', async () => {
      const { access_token: token } = await tokens();
      const headers = { ...host(), authorization: `Bearer ${token}` };
      for (const method of ['GET', 'POST'] as const) {
        const answer = await idp.server.inject({ method, url: ENDPOINT_PATHS.userinfo, headers });
        expect(answer.statusCode).toBe(200);
        expect(answer.headers['content-type']).toBe('application/jwt');
        expect(answer.body.split('.')).toHaveLength(5);
      }
      const without = await idp.server.inject({
        url: `${ENDPOINT_PATHS.userinfo}?access_token=${token}`,
        headers: host(),
      });
      expect(without.statusCode).toBe(401);
      expect(without.headers['www-authenticate']).toBe('Bearer');
      const inBody = await form(ENDPOINT_PATHS.userinfo, { access_token: String(token) });
      expect(inBody.statusCode).toBe(401);
      const wrong = await idp.server.inject({
        url: ENDPOINT_PATHS.userinfo,
        headers: { ...host(), authorization: 'Bearer made.up.token' },
      });
      expect(wrong.statusCode).toBe(401);
      expect(wrong.headers['www-authenticate']).toContain('error="invalid_token"');
      const put = await idp.server.inject({ method: 'PUT', url: ENDPOINT_PATHS.userinfo, headers });
      expect(put.statusCode).toBe(405);
    });

    it('tells only whether a token is active, and revokes with an empty 200', async () => {
      const { access_token: token = '' } = await tokens();
      const active = async () =>
        (await form(ENDPOINT_PATHS.introspection, { token, ...(await service.proof('introspection')) })).json();
      expect(await active()).toEqual({ active: true });
      const revoked = await form(ENDPOINT_PATHS.revocation, { token, ...(await service.proof('revocation')) });
      expect(revoked.statusCode).toBe(200);
      expect(revoked.body).toBe('');
      expect(await active()).toEqual({ active: false });
      const unknown = await form(ENDPOINT_PATHS.revocation, { token: 'x', ...(await service.proof('revocation')) });
      expect(unknown.statusCode).toBe(200);
    });

    it('T-OID-14 publishes one issuer, and the values of the profile', async () => {
      const discovery = await idp.server.inject({ url: '/.well-known/openid-configuration', headers: host() });
      expect(discovery.json()).toMatchObject({
        issuer: idp.issuer,
        authorization_endpoint: idp.issuer + ENDPOINT_PATHS.authorization,
        jwks_uri: idp.issuer + ENDPOINT_PATHS.jwks,
        response_types_supported: ['code'],
        subject_types_supported: ['pairwise'],
        code_challenge_methods_supported: ['S256'],
        token_endpoint_auth_methods_supported: ['private_key_jwt'],
        request_authentication_methods_supported: { authorization_endpoint: ['request_object'] },
        authorization_response_iss_parameter_supported: true,
      });
      const { keys } = (await idp.server.inject({ url: ENDPOINT_PATHS.jwks, headers: host() })).json() as {
        keys: Record<string, string>[];
      };
      expect(keys.map(({ alg }) => alg).sort()).toEqual(['ES256', 'ES512', 'PS256', 'PS512', 'RS256', 'RS512']);
      for (const key of keys) expect(Object.keys(key)).not.toContain('d');
    });

    it('T-WEB-06 opens its public documents to every site, and nothing else', async () => {
      const allowed = async (url: string) =>
        (await idp.server.inject({ url, headers: { ...host(), origin: 'https://evil.example' } })).headers[
          'access-control-allow-origin'
        ];
      for (const { method, url } of idp.server.routeList.all) {
        if (method !== 'GET' || url.includes('*')) continue;
        const isPublic = url === '/.well-known/openid-configuration' || url === ENDPOINT_PATHS.jwks;
        expect(await allowed(url), url).toBe(isPublic ? '*' : undefined);
      }
    });

    it('T-PRV-02 puts nothing personal into an address', async () => {
      const answer = await authorize(await service.request({ scope: 'openid profile' }));
      expect(String(answer.headers['location'])).not.toMatch(/Topolina|Paperis|1985|citizen-1/);
    });

    it('T-PRV-01 promise 23 logs no token, code, state or name', async () => {
      const state = 'marker'.repeat(8);
      const code = await codeFor({ state });
      const all = await tokens({ scope: 'openid profile offline_access' });
      await idp.server.inject({
        url: ENDPOINT_PATHS.userinfo,
        headers: { ...host(), authorization: `Bearer ${all['access_token']}` },
      });
      const log = idp.log.join('');
      expect(log).toContain(ENDPOINT_PATHS.token);
      for (const secret of [state, code, 'Topolina', 'XXXYYY85A71Z999X', 'citizen-1', 'eyJ']) {
        expect(log).not.toContain(secret);
      }
    });

    it('answers 503 with the protocol’s error when the database is away, and lets nothing through', async () => {
      const { database } = idp.testbed;
      const away = () => Promise.reject(Object.assign(new Error('gone'), { name: 'DatabaseUnavailable' }));
      const standing = {
        first: database.first,
        all: database.all,
        run: database.run,
        transaction: database.transaction,
      };
      const proof = await service.proof('token');
      Object.assign(database, { first: away, all: away, run: away, transaction: away });
      const answer = await form(ENDPOINT_PATHS.token, { grant_type: 'authorization_code', code: 'x', ...proof });
      Object.assign(database, standing);
      expect(answer.statusCode).toBe(503);
      expect(answer.headers['retry-after']).toBeDefined();
      expect(answer.json()).toMatchObject({ error: 'temporarily_unavailable' });
    });
  });
});
