import { DAY, MINUTE, type Sql } from '@tessera/base';
import { eachEngine, inProcesses } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetPast } from '../index.ts';
import { authenticated, endLogin, fieldsOf, ISSUER, openTestProvider, type TestProvider } from '../testing/index.ts';
import type { RequestInput } from '../testing/send-requests.ts';
import { beginAuthorization, type WrittenRequest } from './begin-authorization.ts';

eachEngine((engine) => {
  describe('authorization', () => {
    let test: TestProvider;
    beforeEach(async () => {
      test = await openTestProvider(engine);
    });
    afterEach(() => test.close());

    const begin = async (claims: object = {}) => {
      const begun = await beginAuthorization(test.provider, await test.service.request({ ...claims }));
      if (begun.outcome !== 'begun') throw new Error(begun.broken.sentence);
      return begun.id;
    };

    it('T-OID-08 promise 8 begins once with one request object', async () => {
      const parameters = await test.service.request();
      expect(await beginAuthorization(test.provider, parameters)).toMatchObject({ outcome: 'begun' });
      expect(await beginAuthorization(test.provider, parameters)).toMatchObject({
        outcome: 'refused',
        broken: { error: 'invalid_request_object' },
      });
      expect((await test.testbed.events()).at(-1)).toMatchObject({ act: 'oidc.request-refused' });
    });

    it('promise 29 writes nothing down when the login cannot begin', async () => {
      const parameters = await test.service.request();
      const failing = async () => {
        throw new RangeError('no login');
      };
      await expect(beginAuthorization(test.provider, parameters, failing)).rejects.toThrow('no login');
      expect(await beginAuthorization(test.provider, parameters)).toMatchObject({ outcome: 'begun' });
    });

    it('T-OID-08 promise 8 begins once among a hundred at once, over two processes', async () => {
      const parameters = await test.service.request();
      const requests = Array.from({ length: 50 }, () => parameters);
      const script = new URL('../testing/send-requests.ts', import.meta.url);
      const outcomes = await inProcesses<RequestInput, string[]>(test.testbed, script, [{ requests }, { requests }]);
      expect(outcomes.flat().filter((outcome) => outcome === 'begun')).toHaveLength(1);
      expect(outcomes.flat().filter((outcome) => outcome === 'refused')).toHaveLength(99);
    });

    it('T-OID-08 knows a replay by nonce and state where a service leaves jti out', async () => {
      const service = await test.register({
        clientId: 'https://antico.example',
        tolerances: ['request-object-without-jti'],
      });
      const outcome = async (claims: object) =>
        (await beginAuthorization(test.provider, await service.request({ jti: undefined, scope: 'openid', ...claims })))
          .outcome;
      const state = 's'.repeat(32);
      const nonce = 'n'.repeat(32);
      // Such a service still repeats its scope outside: it has no other tolerance.
      expect(await outcome({ state, nonce })).toBe('begun');
      expect(await outcome({ state, nonce })).toBe('refused');
      expect(await outcome({ state, nonce: 'm'.repeat(32) })).toBe('begun');
    });

    it('may come without exp and with sub only where that is tolerated by name', async () => {
      const service = await test.register({
        clientId: 'https://nodo.example',
        tolerances: ['request-object-without-exp', 'request-object-without-jti', 'request-object-with-sub'],
      });
      const claims = { exp: undefined, jti: undefined, sub: service.clientId };
      expect(await beginAuthorization(test.provider, await service.request(claims))).toMatchObject({
        outcome: 'begun',
      });
      const old = { ...claims, iat: Math.floor(test.testbed.clock.now() / 1000) - 661 };
      expect(await beginAuthorization(test.provider, await service.request(old))).toMatchObject({ outcome: 'refused' });
    });

    it('T-OID-14 ends with code, state and iss, in the query or by form_post', async () => {
      const state = 's'.repeat(40);
      const query = await endLogin(test.provider, await begin({ state }), authenticated(test.provider));
      expect(query.kind).toBe('redirect');
      expect(fieldsOf(query)).toEqual({ code: expect.stringMatching(/^[0-9a-f-]{36}$/), state, iss: ISSUER });
      const form = await endLogin(
        test.provider,
        await begin({ state, response_mode: 'form_post' }),
        authenticated(test.provider),
      );
      expect(form).toEqual({
        kind: 'form-post',
        action: test.service.redirectUri,
        fields: { code: expect.any(String), state, iss: ISSUER },
      });
    });

    it('CON-04 IDP-23 tells the service the refusal, and nothing about the person', async () => {
      const told = async (
        reason: 'cancelled' | 'consent-refused' | 'timed-out' | 'level-not-reachable' | 'minor' | 'card-revoked',
      ) => fieldsOf(await endLogin(test.provider, await begin(), { outcome: 'refused', reason }));
      const cancelled = await told('cancelled');
      expect(cancelled).toMatchObject({ error: 'access_denied', iss: ISSUER, state: expect.any(String) });
      expect(cancelled['code']).toBeUndefined();
      const words = new Set<string | undefined>();
      for (const reason of ['consent-refused', 'timed-out', 'level-not-reachable'] as const) {
        words.add((await told(reason))['error_description']);
      }
      expect(words.size).toBe(3);
      expect((await told('minor'))['error_description']).toBe((await told('card-revoked'))['error_description']);
    });

    it('promise 8 is answered once, whatever the answer was', async () => {
      const id = await begin();
      await endLogin(test.provider, id, { outcome: 'refused', reason: 'cancelled' });
      await expect(endLogin(test.provider, id, authenticated(test.provider))).rejects.toThrow('answered before');
      await expect(endLogin(test.provider, 'made-up', authenticated(test.provider))).rejects.toThrow('does not exist');
    });

    it('promise 11 T-LOG-14 gives no code for a level below the one asked', async () => {
      const id = await begin({ acr_values: 'https://www.spid.gov.it/SpidL2' });
      await expect(endLogin(test.provider, id, authenticated(test.provider, { level: 1 }))).rejects.toThrow('below');
      await expect(endLogin(test.provider, id, authenticated(test.provider, { offlineAccess: true }))).rejects.toThrow(
        'offline',
      );
      // Nothing happened: the login may still end rightly.
      expect(fieldsOf(await endLogin(test.provider, id, authenticated(test.provider)))['code']).toBeDefined();
    });

    it('knows where its page’s form may end', async () => {
      const returnOrigin = async (_sql: Sql, request: WrittenRequest) => request.returnOrigin;
      const parameters = await test.service.request();
      expect(await beginAuthorization(test.provider, parameters, returnOrigin)).toMatchObject({
        login: 'https://sportello.comune-di-fantasia.example',
      });
      const app = await test.register({
        clientId: 'https://app.example',
        metadata: { redirect_uris: ['it.comune.fantasia:/cb'] },
      });
      const begun = await beginAuthorization(
        test.provider,
        await app.request({ redirect_uri: 'it.comune.fantasia:/cb' }),
        returnOrigin,
      );
      if (begun.outcome !== 'begun') throw new Error(begun.broken.sentence);
      expect(begun.login).toBe('it.comune.fantasia:');
      const answer = await endLogin(test.provider, begun.id, { outcome: 'refused', reason: 'cancelled' });
      expect(answer).toMatchObject({ url: expect.stringMatching(/^it\.comune\.fantasia:\/cb\?error=access_denied&/) });
    });

    it('can still be answered after a night, and is then forgotten', async () => {
      const id = await begin();
      const later = await begin();
      test.testbed.clock.advance(DAY - MINUTE);
      await forgetPast(test.testbed);
      const timedOut = { outcome: 'refused', reason: 'timed-out' } as const;
      expect(fieldsOf(await endLogin(test.provider, id, timedOut))).toMatchObject({ error: 'access_denied' });
      test.testbed.clock.advance(2 * MINUTE);
      await forgetPast(test.testbed);
      await expect(endLogin(test.provider, later, timedOut)).rejects.toThrow('does not exist');
    });

    it('T-PRV-05 promise 24 leaves the transaction log for 24 months to the day, and then nothing', async () => {
      await endLogin(test.provider, await begin(), { outcome: 'refused', reason: 'cancelled' });
      const entries = async () =>
        (await test.testbed.database.all('select entry from oidc_transaction_log order by entry')).length;
      test.testbed.clock.set(Date.parse('2028-01-15T10:00:00Z'));
      await forgetPast(test.testbed);
      expect(await entries()).toBe(1);
      test.testbed.clock.advance(1);
      await forgetPast(test.testbed);
      expect(await entries()).toBe(0);
    });

    it('promise 19 keeps no name of a citizen readable in its tables', async () => {
      await test.tokensFor(test.service, { scope: 'openid profile' });
      const { database } = test.testbed;
      for (const table of ['oidc_authorizations', 'oidc_transaction_log', 'oidc_refresh_tokens', 'oidc_assertions']) {
        const rows = await database.all<Record<string, unknown>>(`select * from ${table} order by 1`);
        const dump = rows
          .map((row) =>
            Object.values(row)
              .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)))
              .join(),
          )
          .join();
        expect(dump).not.toMatch(/Topolina|De Paperis|1985-01-31|XXXYYY85A71Z999X/);
      }
    });
  });
});
