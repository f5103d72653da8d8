import { DAY, SECOND } from '@tessera/base';
import { eachEngine, inProcesses } from '@tessera/testbed';
import { decodeJwt } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BrokenRule, offlineGrants, registerRelyingParty, revokeOfflineGrant } from '../index.ts';
import { ISSUER, openTestProvider, type ScriptedService, type TestProvider } from '../testing/index.ts';
import type { RedemptionInput } from '../testing/redeem-code.ts';
import { readUserinfo } from '../userinfo/read-userinfo.ts';
import { answerTokenRequest } from './answer-token-request.ts';

const BURST = 50;
const OFFLINE = { scope: 'openid offline_access' };

eachEngine((engine) => {
  describe('refresh token', () => {
    let test: TestProvider;
    let suspended = false;
    beforeEach(async () => {
      suspended = false;
      test = await openTestProvider(engine, async () => !suspended);
    });
    afterEach(() => test.close());

    const first = async (login: object = { offlineAccess: true }, service: ScriptedService = test.service) =>
      test.tokensFor(service, OFFLINE, login);
    const refresh = async (token = '', changes: Record<string, string> = {}, service = test.service) =>
      answerTokenRequest(test.provider, {
        grant_type: 'refresh_token',
        refresh_token: token,
        ...(await service.proof('token')),
        ...changes,
      });
    const tokensOf = (result: Awaited<ReturnType<typeof refresh>>) => {
      if (result instanceof BrokenRule) throw new Error(result.sentence);
      return result;
    };
    const errorOf = (result: Awaited<ReturnType<typeof refresh>>) =>
      result instanceof BrokenRule ? result.error : 'none';
    const userinfo = async (token: string) => {
      const read = await readUserinfo(test.provider, token);
      return read instanceof BrokenRule ? read.error : 'read';
    };

    it('is given only where it was asked and the citizen left it on', async () => {
      expect((await test.tokensFor()).refresh_token).toBeUndefined();
      const off = await first({ offlineAccess: false });
      expect(off.refresh_token).toBeUndefined();
      expect(off.scope).toBe('openid');
      const on = await first();
      expect(on.scope).toBeUndefined();
      const seconds = test.testbed.clock.now() / SECOND;
      expect(decodeJwt(on.refresh_token ?? '')).toEqual({
        iss: ISSUER,
        client_id: test.service.clientId,
        aud: `${ISSUER}/oidc/token`,
        iat: seconds,
        exp: seconds + (30 * DAY) / SECOND,
        jti: expect.any(String),
      });
    });

    it('promise 10 gives new tokens and no ID token, and ends the old ones', async () => {
      const one = await first();
      const two = tokensOf(await refresh(one.refresh_token));
      expect(two.id_token).toBeUndefined();
      expect(two.refresh_token).not.toBe(one.refresh_token);
      expect(await userinfo(one.access_token)).toBe('invalid_token');
      expect(await userinfo(two.access_token)).toBe('read');
    });

    it('promise 21 leaves an event of each refresh, with whose it was', async () => {
      tokensOf(await refresh((await first()).refresh_token));
      const events = (await test.testbed.events()).filter(({ act }) => act === 'oidc.tokens-refreshed');
      expect(events).toMatchObject([{ citizen: expect.any(String), details: { service: test.service.clientId } }]);
    });

    it('promise 10 T-OID-17 ends its family when it is used twice', async () => {
      const one = await first();
      const two = tokensOf(await refresh(one.refresh_token));
      expect(errorOf(await refresh(one.refresh_token))).toBe('invalid_grant');
      expect(errorOf(await refresh(two.refresh_token))).toBe('invalid_grant');
      expect(await userinfo(two.access_token)).toBe('invalid_token');
      expect((await test.testbed.events()).map(({ act }) => act)).toContain('oidc.refresh-token-reused');
    });

    it('T-OID-17 has one winner among fifty at once, and then none', async () => {
      const { refresh_token: token } = await first();
      const results = await Promise.all(Array.from({ length: BURST }, () => refresh(token)));
      const won = results.filter((result) => !(result instanceof BrokenRule)).map(tokensOf);
      expect(won).toHaveLength(1);
      expect(errorOf(await refresh(won[0]?.refresh_token))).toBe('invalid_grant');
      expect(await userinfo(won[0]?.access_token ?? '')).toBe('invalid_token');
    });

    it('T-OID-17 promise 8 has one winner over two processes', async () => {
      const { refresh_token: token = '' } = await first();
      const script = new URL('../testing/redeem-code.ts', import.meta.url);
      const proofs = await Promise.all(Array.from({ length: BURST }, () => test.service.proof('token')));
      const requests = proofs.map((proof) => ({ grant_type: 'refresh_token', refresh_token: token, ...proof }));
      const inputs = [0, 1].map((half) => ({ requests: requests.filter((_, i) => i % 2 === half) }));
      const outcomes = (await inProcesses<RedemptionInput, string[]>(test.testbed, script, inputs)).flat();
      expect(outcomes.filter((outcome) => outcome !== 'invalid_grant')).toHaveLength(1);
    });

    it('promise 10 lives as in the worked example: used on days 4, 32 and 64', async () => {
      const one = await first();
      test.testbed.clock.advance(4 * DAY);
      const two = tokensOf(await refresh(one.refresh_token));
      test.testbed.clock.advance(28 * DAY);
      const three = tokensOf(await refresh(two.refresh_token));
      test.testbed.clock.advance(32 * DAY);
      expect(errorOf(await refresh(three.refresh_token))).toBe('invalid_grant');
    });

    it('never outlives the consent, which ends after a year', async () => {
      let token = (await first()).refresh_token;
      const end = test.testbed.clock.now() + 365 * DAY;
      for (let day = 0; day < 340; day += 20) {
        test.testbed.clock.advance(20 * DAY);
        token = tokensOf(await refresh(token)).refresh_token;
      }
      test.testbed.clock.advance(20 * DAY);
      const last = tokensOf(await refresh(token)).refresh_token ?? '';
      expect(decodeJwt(last).exp).toBe(end / SECOND);
      test.testbed.clock.set(end);
      expect(errorOf(await refresh(last))).toBe('invalid_grant');
    });

    it('T-OID-17 is good for its own service alone', async () => {
      const other = await test.register({ clientId: 'https://altro.example' });
      const { refresh_token: token } = await first();
      expect(errorOf(await refresh(token, {}, other))).toBe('invalid_grant');
      expect(errorOf(await refresh(token))).toBe('none');
    });

    it('does not widen what was granted', async () => {
      const { refresh_token: token } = await first();
      expect(errorOf(await refresh(token, { scope: 'openid profile' }))).toBe('invalid_scope');
      // Narrower was asked and the same is given: it used not to say so (RFC 6749 5.1).
      expect(tokensOf(await refresh(token, { scope: 'openid' })).scope).toBe(OFFLINE.scope);
    });

    // Tokens given before used to be good for ever, whatever the registration said since.
    it('is no use to a service that is no longer registered for it', async () => {
      const { refresh_token: token } = await first();
      const withdrawn = {
        ...test.service.registration,
        openid_relying_party: {
          ...test.service.registration.openid_relying_party,
          grant_types: ['authorization_code'],
        },
      };
      await registerRelyingParty(test.testbed, withdrawn, { sandbox: false });
      await expect.poll(async () => errorOf(await refresh(token))).toBe('unauthorized_client');
    });

    it('is nothing else: not an access token, not a code, not text', async () => {
      const tokens = await first();
      for (const wrong of [tokens.access_token, tokens.id_token ?? '', '', 'x', `${tokens.refresh_token}=`]) {
        expect(errorOf(await refresh(wrong))).toBe('invalid_grant');
      }
      expect(await userinfo(tokens.refresh_token ?? '')).toBe('invalid_token');
      // None at all used to be one more unknown token: a parameter is missing (RFC 6749 5.2).
      const none = { grant_type: 'refresh_token', ...(await test.service.proof('token')) };
      expect(errorOf(await answerTokenRequest(test.provider, none))).toBe('invalid_request');
    });

    it('ends everything given before to that service for that citizen, and nothing of others', async () => {
      const other = await test.register({ clientId: 'https://altro.example' });
      const earlier = await first();
      const elsewhere = await first({ offlineAccess: true }, other);
      const someoneElse = await first({ offlineAccess: true, subject: 'citizen-2' });
      const one = await first();
      tokensOf(await refresh(one.refresh_token));
      expect(await userinfo(earlier.access_token)).toBe('invalid_token');
      expect(errorOf(await refresh(earlier.refresh_token))).toBe('invalid_grant');
      expect(await userinfo(elsewhere.access_token)).toBe('read');
      expect(await userinfo(someoneElse.access_token)).toBe('read');
    });

    // On PostgreSQL each used to wait for the others in an order of its own, until some were told 503.
    it('leaves one of several authorizations that a service renews at once for the same citizen', async () => {
      const all = await Promise.all(Array.from({ length: 12 }, () => first()));
      const results = await Promise.all(all.map(({ refresh_token: token }) => refresh(token)));
      const [won, ...more] = results.filter((result) => !(result instanceof BrokenRule)).map(tokensOf);
      expect(more).toEqual([]);
      expect(await userinfo(won?.access_token ?? '')).toBe('read');
      for (const { access_token: earlier } of all) expect(await userinfo(earlier)).toBe('invalid_token');
    });

    it('promise 6 dies with the credentials behind it', async () => {
      const { refresh_token: token } = await first();
      suspended = true;
      expect(errorOf(await refresh(token))).toBe('invalid_grant');
      suspended = false;
      expect(errorOf(await refresh(token))).toBe('invalid_grant');
    });

    it('is the citizen’s to see and to switch off', async () => {
      const { database, clock } = test.testbed;
      const tokens = await first();
      await test.tokensFor();
      const [grant, ...more] = await offlineGrants(database, 'citizen-1', clock.now());
      expect(more).toEqual([]);
      expect(grant).toMatchObject({
        clientId: test.service.clientId,
        displayName: 'Comune di Fantasia',
        grantedAt: clock.now(),
        until: clock.now() + 365 * DAY,
      });
      const switchOff = (subject: string) =>
        database.transaction((sql) => revokeOfflineGrant(sql, test.testbed, { id: grant?.id ?? '', subject }));
      expect(await switchOff('citizen-2')).toBe(false);
      expect(await switchOff('citizen-1')).toBe(true);
      expect(await switchOff('citizen-1')).toBe(false);
      expect(await offlineGrants(database, 'citizen-1', clock.now())).toEqual([]);
      expect(errorOf(await refresh(tokens.refresh_token))).toBe('invalid_grant');
      expect(await userinfo(tokens.access_token)).toBe('invalid_token');
    });
  });
});
