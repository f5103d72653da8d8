import { createHash, generateKeyPairSync, randomUUID } from 'node:crypto';
import { HOUR } from '@tessera/base';
import { eachEngine, inProcesses } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BrokenRule, forgetPast, introspect, revoke } from '../index.ts';
import { ISSUER, openTestProvider, type TestProvider } from '../testing/index.ts';
import type { RedemptionInput } from '../testing/redeem-code.ts';
import { answerTokenRequest } from '../token/answer-token-request.ts';
import { assertionBudget } from './assertion-budget.ts';

eachEngine((engine) => {
  describe('client assertion', () => {
    let test: TestProvider;
    beforeEach(async () => {
      test = await openTestProvider(engine);
    });
    afterEach(() => test.close());

    const seconds = (offset = 0) => Math.floor(test.testbed.clock.now() / 1000) + offset;
    /** How introspection, which asks for nothing more, takes these parameters. */
    const outcome = async (parameters: Record<string, string>) => {
      const result = await introspect(test.provider, { token: 'unknown', ...parameters });
      return result instanceof BrokenRule ? result.error : 'taken';
    };

    it('may call itself a JWT or what it is', async () => {
      for (const typ of ['JWT', 'jwt', 'client-authentication+jwt', 'application/client-authentication+jwt']) {
        expect(await outcome(await test.service.proof('introspection', {}, { typ })), typ).toBe('taken');
      }
    });

    it('is taken for its endpoint or the issuer', async () => {
      expect(await outcome(await test.service.proof('introspection'))).toBe('taken');
      expect(await outcome(await test.service.proof('introspection', { aud: ISSUER }))).toBe('taken');
      expect(await outcome(await test.service.proof('introspection', { aud: ['https://x.example', ISSUER] }))).toBe(
        'taken',
      );
    });

    it('T-OID-12 is refused unless every claim is right', async () => {
      const wrong: object[] = [
        { aud: `${ISSUER}/oidc/token` },
        { aud: 'https://other.example' },
        { aud: undefined },
        { iss: 'https://other.example' },
        { sub: 'https://other.example' },
        { sub: undefined },
        { jti: undefined },
        { jti: '' },
        { jti: 'a\0b' },
        { exp: undefined },
        { exp: seconds(-60) },
        { exp: seconds(3_661) },
        { exp: seconds(10 * 365 * 24 * 3_600) },
        { exp: '9999999999' },
        { iat: undefined },
        { iat: seconds(61) },
        { iat: seconds(-661) },
        { nbf: seconds(61) },
        { response_type: 'code' },
        { redirect_uri: test.service.redirectUri },
      ];
      for (const changes of wrong) {
        const proof = await test.service.proof('introspection', { ...changes });
        expect(await outcome(proof), JSON.stringify(changes)).toBe('invalid_client');
      }
      expect(await outcome(await test.service.proof('introspection', { exp: seconds(33 * 60) }))).toBe('taken');
    });

    it('T-OID-12 is refused unless a registered key signed it with an algorithm of the list', async () => {
      const foreign = generateKeyPairSync('ec', { namedCurve: 'P-256' });
      const claims = () => ({
        iss: test.service.clientId,
        sub: test.service.clientId,
        aud: ISSUER,
        iat: seconds(),
        exp: seconds(60),
        jti: randomUUID(),
      });
      const encode = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url');
      const publicKey = foreign.publicKey.export({ type: 'spki', format: 'pem' });
      const attacks = [
        `${encode({ alg: 'none' })}.${encode(claims())}.`,
        await test.service.sign(claims(), { alg: 'HS256' }, Buffer.from(publicKey)),
        await test.service.sign(claims(), {}, foreign.privateKey),
        await test.service.sign(claims(), { jwk: foreign.publicKey.export({ format: 'jwk' }) }, foreign.privateKey),
        await test.service.sign(claims(), { kid: createHash('sha256').update('retired').digest('base64url') }),
        // All but the first used to be taken: what is signed as something else is no assertion (RFC 8725 3.11).
        await test.service.sign(claims(), { typ: 'oauth-authz-req+jwt' }),
        await test.service.sign(claims(), { typ: 'application/oauth-authz-req+jwt' }),
        await test.service.sign(claims(), { typ: 'at+jwt' }),
        await test.service.sign(claims(), { typ: ['JWT'] }),
        await test.service.sign(claims(), { crit: ['b64'], b64: true }),
        '',
        'a.b.c',
      ];
      for (const attack of attacks) {
        const proof = { ...(await test.service.proof('introspection')), client_assertion: attack };
        expect(await outcome(proof), attack.slice(0, 60)).toBe('invalid_client');
      }
      const proof = await test.service.proof('introspection');
      const { client_assertion: _missing, ...rest } = proof;
      expect(await outcome(rest)).toBe('invalid_client');
      // Used to be `invalid_request`: nothing at all is no proof (RFC 6749 5.2).
      expect(await outcome({ client_id: test.service.clientId })).toBe('invalid_client');
      expect(await outcome({ ...proof, client_assertion_type: 'jwtbearer' })).toBe('invalid_request');
      expect(await outcome({ ...proof, client_id: 'https://nobody.example' })).toBe('invalid_client');
    });

    it('T-OID-12 promise 8 is good once, at whichever endpoint', async () => {
      const proof = await test.service.proof('introspection', { aud: ISSUER });
      expect(await outcome(proof)).toBe('taken');
      expect(await outcome(proof)).toBe('invalid_client');
      expect(await revoke(test.provider, { token: 'x', ...proof })).toMatchObject({ error: 'invalid_client' });
      const request = { grant_type: 'authorization_code', code: await test.codeFor(), ...proof };
      expect(await answerTokenRequest(test.provider, request)).toMatchObject({ error: 'invalid_client' });
    });

    it('T-OID-12 promise 8 is good once among a hundred at once, over two processes', async () => {
      const proof = await test.service.proof('token');
      const request = { grant_type: 'authorization_code', code: 'unknown', ...proof };
      const requests = Array.from({ length: 50 }, () => request);
      const script = new URL('../testing/redeem-code.ts', import.meta.url);
      const inputs = [{ requests }, { requests }];
      const outcomes = (await inProcesses<RedemptionInput, string[]>(test.testbed, script, inputs)).flat();
      expect(outcomes.filter((one) => one === 'invalid_grant')).toHaveLength(1);
      expect(outcomes.filter((one) => one === 'invalid_client')).toHaveLength(99);
    });

    it('T-OID-19 is the same assertion in every spelling that is taken, and there is one', async () => {
      const proof = await test.service.proof('introspection');
      for (const spelling of [
        `${proof['client_assertion']}=`,
        ` ${proof['client_assertion']}`,
        `${proof['client_assertion']}\n`,
      ]) {
        expect(await outcome({ ...proof, client_assertion: spelling })).toBe('invalid_client');
      }
      expect(await outcome(proof)).toBe('taken');
    });

    it('T-OID-13 is remembered as long as it could be sent again, and then forgotten', async () => {
      const proof = await test.service.proof('introspection', { exp: seconds(3_600) });
      expect(await outcome(proof)).toBe('taken');
      const count = async () =>
        (await test.testbed.database.all('select jti from oidc_assertions order by jti')).length;
      test.testbed.clock.advance(HOUR);
      await forgetPast(test.testbed);
      expect(await count()).toBe(1);
      test.testbed.clock.advance(60_001);
      await forgetPast(test.testbed);
      expect(await count()).toBe(0);
      expect(await outcome(proof)).toBe('invalid_client');
    });
  });
});

describe('budget of client assertions', () => {
  it('T-OID-13 bounds what one service, and all of them, make the table hold in an hour', () => {
    let now = 0;
    const budget = assertionBudget({ now: () => now }, { perClient: 3, inAll: 5 });
    const taken = (client: string) => [1, 2, 3, 4].filter(() => budget.take(client)).length;
    expect(taken('a')).toBe(3);
    expect(taken('b')).toBe(2);
    expect(taken('c')).toBe(0);
    now = HOUR;
    expect(taken('c')).toBe(3);
  });
});
