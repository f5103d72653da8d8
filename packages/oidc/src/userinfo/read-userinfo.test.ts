import { MINUTE, SECOND } from '@tessera/base';
import { eachEngine } from '@tessera/testbed';
import { compactDecrypt, createLocalJWKSet, decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BrokenRule, bearerOf, introspect, keySet, readUserinfo, revoke } from '../index.ts';
import { ISSUER, openTestProvider, type ScriptedService, type TestProvider } from '../testing/index.ts';

const OFFLINE = { scope: 'openid offline_access' };

eachEngine((engine) => {
  describe('UserInfo', () => {
    let test: TestProvider;
    beforeEach(async () => {
      test = await openTestProvider(engine);
    });
    afterEach(() => test.close());

    const signedOf = async (token: string, service: ScriptedService = test.service) => {
      const read = await readUserinfo(test.provider, token);
      if (read instanceof BrokenRule) throw new Error(read.sentence);
      const { plaintext, protectedHeader } = await compactDecrypt(read.jwt, service.decryptionKey);
      return { signed: new TextDecoder().decode(plaintext), protectedHeader };
    };
    const outcomeOf = async (token: string) => {
      const read = await readUserinfo(test.provider, token);
      return read instanceof BrokenRule ? read.error : 'read';
    };
    const active = async (token: string, service = test.service) =>
      introspect(test.provider, { token, ...(await service.proof('introspection')) });

    it('is a JWS of ours in a JWE for the service, each claim as the profile says', async () => {
      const tokens = await test.tokensFor();
      const { signed, protectedHeader } = await signedOf(tokens.access_token);
      expect(protectedHeader).toMatchObject({
        alg: 'ECDH-ES',
        enc: 'A128CBC-HS256',
        cty: 'JWT',
        kid: expect.any(String),
      });
      expect(decodeProtectedHeader(signed)).toEqual({ alg: 'ES256', kid: expect.any(String), cty: 'JWT' });
      const keys = createLocalJWKSet(JSON.parse(JSON.stringify(keySet(test.provider))));
      const currentDate = new Date(test.testbed.clock.now());
      const { payload } = await jwtVerify(signed, keys, {
        issuer: ISSUER,
        audience: test.service.clientId,
        currentDate,
      });
      const seconds = test.testbed.clock.now() / SECOND;
      expect(payload).toEqual({
        iss: ISSUER,
        aud: test.service.clientId,
        sub: decodeJwt(tokens.id_token ?? '').sub,
        iat: seconds,
        exp: seconds + 300,
        jti: expect.any(String),
        given_name: 'Topolina',
        family_name: 'De Paperis',
      });
    });

    it('T-PRV-04 CON-02 holds what was asked and agreed to, and nothing more', async () => {
      const dataOf = async (claims: object, login: object = {}) => {
        const { access_token: token } = await test.tokensFor(test.service, claims, login);
        const { iss, aud, sub, iat, exp, jti, ...data } = decodeJwt((await signedOf(token)).signed);
        return data;
      };
      expect(await dataOf({ claims: undefined })).toEqual({});
      expect(
        await dataOf({ scope: 'openid email', claims: { userinfo: { email: null, phone_number: null } } }),
      ).toEqual({});
      expect(await dataOf({ scope: 'openid profile', claims: undefined })).toEqual({
        given_name: 'Topolina',
        family_name: 'De Paperis',
        birthdate: '1985-01-31',
        'https://attributes.eid.gov.it/fiscal_number': 'TINIT-XXXYYY85A71Z999X',
      });
      expect(await dataOf({ scope: 'openid profile' }, { released: { givenName: 'Topolina' } })).toEqual({
        given_name: 'Topolina',
      });
      expect(await dataOf({ claims: { id_token: { birthdate: null } } })).toEqual({});
    });

    it('T-OID-16 is read with a live access token, and with nothing else', async () => {
      const tokens = await test.tokensFor(test.service, OFFLINE, { offlineAccess: true });
      const { access_token: access, id_token: id = '', refresh_token: refresh = '' } = tokens;
      const [header = '', payload = '', signature = ''] = access.split('.');
      const wrong = [
        id,
        refresh,
        '',
        'x',
        `${access}=`,
        `${header}.${payload}.`,
        `${header}.${payload}.${signature.slice(0, -1)}${signature.endsWith('A') ? 'B' : 'A'}`,
        'a'.repeat(20_000),
      ];
      for (const token of wrong) expect(await outcomeOf(token), token.slice(0, 20)).toBe('invalid_token');
      expect(await outcomeOf(access)).toBe('read');
      test.testbed.clock.advance(15 * MINUTE - 1);
      expect(await outcomeOf(access)).toBe('read');
      test.testbed.clock.advance(1);
      expect(await outcomeOf(access)).toBe('invalid_token');
      expect(await active(access)).toEqual({ active: false });
    });

    it('T-OID-16 is closed after a revocation, which leaves the refresh token for the logout rule', async () => {
      const { access_token: access, refresh_token: refresh = '' } = await test.tokensFor(test.service, OFFLINE, {
        offlineAccess: true,
      });
      expect(await active(access)).toEqual({ active: true });
      expect(await active(refresh)).toEqual({ active: true });
      const proof = () => test.service.proof('revocation');
      expect(await revoke(test.provider, { token: access, ...(await proof()) })).toBe('revoked');
      expect(await revoke(test.provider, { token: access, ...(await proof()) })).toBe('revoked');
      expect(await outcomeOf(access)).toBe('invalid_token');
      expect(await active(access)).toEqual({ active: false });
      expect(await active(refresh)).toEqual({ active: true });
    });

    it('is closed when the refresh token is revoked', async () => {
      const { access_token: access, refresh_token: refresh = '' } = await test.tokensFor(test.service, OFFLINE, {
        offlineAccess: true,
      });
      expect(await revoke(test.provider, { token: refresh, ...(await test.service.proof('revocation')) })).toBe(
        'revoked',
      );
      expect(await outcomeOf(access)).toBe('invalid_token');
      expect(await active(refresh)).toEqual({ active: false });
    });

    it('tells nothing about the tokens of another service, and does not end them', async () => {
      const other = await test.register({ clientId: 'https://altro.example' });
      const { access_token: access } = await test.tokensFor();
      expect(await active(access, other)).toEqual({ active: false });
      expect(await revoke(test.provider, { token: access, ...(await other.proof('revocation')) })).toBe('revoked');
      expect(await active(access)).toEqual({ active: true });
      expect(await active('unknown')).toEqual({ active: false });
      for (const endpoint of [introspect, revoke]) {
        const name = endpoint === introspect ? 'introspection' : 'revocation';
        expect(await endpoint(test.provider, await other.proof(name))).toMatchObject({ error: 'invalid_request' });
      }
    });

    it('promise 21 writes down each reading before the data leave', async () => {
      const { access_token: access } = await test.tokensFor();
      await outcomeOf(access);
      expect((await test.testbed.events()).at(-1)).toMatchObject({
        act: 'oidc.attributes-read',
        citizen: 'citizen-1',
        details: { service: test.service.clientId, attributes: 'givenName familyName' },
      });
    });
  });
});

describe('bearer token', () => {
  it('stands in the Authorization header after its scheme, and nowhere else', () => {
    expect(bearerOf('Bearer a.b.c')).toBe('a.b.c');
    expect(bearerOf('bearer a.b.c')).toBe('a.b.c');
    for (const header of [undefined, '', 'Bearer', 'Bearer  a', 'Basic a', 'Bearer a b', 'Bearer a,b', 'DPoP a']) {
      expect(bearerOf(header)).toBeNull();
    }
  });
});
