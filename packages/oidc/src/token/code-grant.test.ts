import { DAY, MINUTE, SECOND } from '@tessera/base';
import { eachEngine, inProcesses } from '@tessera/testbed';
import {
  calculateJwkThumbprint,
  compactDecrypt,
  createLocalJWKSet,
  decodeJwt,
  decodeProtectedHeader,
  jwtVerify,
} from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BrokenRule, keySet, readTransactionLog } from '../index.ts';
import { ISSUER, openTestProvider, type TestProvider } from '../testing/index.ts';
import type { RedemptionInput } from '../testing/redeem-code.ts';
import { introspect } from '../token-status/introspect.ts';
import { readUserinfo } from '../userinfo/read-userinfo.ts';
import { answerTokenRequest } from './answer-token-request.ts';
import type { TokenResponse } from './token-response.ts';

const BURST = 100;

eachEngine((engine) => {
  describe('code', () => {
    let test: TestProvider;
    let suspended = false;
    beforeEach(async () => {
      suspended = false;
      test = await openTestProvider(engine, async () => !suspended);
    });
    afterEach(() => test.close());

    const errorOf = (result: TokenResponse | BrokenRule) => (result instanceof BrokenRule ? result.error : 'none');
    const userinfo = async (token: string) => {
      const read = await readUserinfo(test.provider, token);
      return read instanceof BrokenRule ? read.error : 'read';
    };

    it('gives tokens that jose believes, each claim as the profile says (T-OID-15)', async () => {
      const nonce = 'n'.repeat(40);
      const tokens = await test.tokensFor(test.service, { nonce });
      expect(tokens).toMatchObject({ token_type: 'Bearer', expires_in: 900 });
      expect(Object.keys(tokens).sort()).toEqual(['access_token', 'expires_in', 'id_token', 'token_type']);

      const keys = createLocalJWKSet(JSON.parse(JSON.stringify(keySet(test.provider))));
      const currentDate = new Date(test.testbed.clock.now());
      const checks = { issuer: ISSUER, algorithms: ['ES256'], currentDate };
      const id = await jwtVerify(tokens.id_token ?? '', keys, { ...checks, audience: test.service.clientId });
      const access = await jwtVerify(tokens.access_token, keys, {
        ...checks,
        typ: 'at+jwt',
        audience: `${ISSUER}/oidc/userinfo`,
      });
      const seconds = test.testbed.clock.now() / SECOND;
      const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
      expect(id.payload).toEqual({
        iss: ISSUER,
        sub: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
        aud: test.service.clientId,
        acr: 'https://www.spid.gov.it/SpidL2',
        at_hash: expect.stringMatching(/^[A-Za-z0-9_-]{22}$/),
        iat: seconds,
        nbf: seconds,
        exp: seconds + 300,
        jti: expect.stringMatching(uuid),
        nonce,
      });
      expect(access.payload).toEqual({
        iss: ISSUER,
        sub: id.payload.sub,
        client_id: test.service.clientId,
        aud: [`${ISSUER}/oidc/userinfo`],
        scope: 'openid',
        iat: seconds,
        exp: seconds + 900,
        jti: expect.stringMatching(uuid),
      });
      const { kid } = decodeProtectedHeader(tokens.access_token);
      const jwk = keySet(test.provider).keys.find((key) => key.kid === kid);
      expect(await calculateJwkThumbprint(JSON.parse(JSON.stringify(jwk)))).toBe(kid);
    });

    it('T-OID-15 T-PRV-06 names a citizen differently to each service, and the same for years', async () => {
      const other = await test.register({ clientId: 'https://altro.example' });
      const subs = [];
      for (const service of [test.service, other, test.service]) {
        const { id_token: token = '' } = await test.tokensFor(service);
        subs.push(decodeJwt(token).sub);
        test.testbed.clock.advance(300 * DAY);
      }
      expect(subs[0]).toBe(subs[2]);
      expect(subs[0]).not.toBe(subs[1]);
    });

    it('promise 11 tells the level really used', async () => {
      const { id_token: token = '' } = await test.tokensFor(test.service, {}, { level: 3 });
      expect(decodeJwt(token)['acr']).toBe('https://www.spid.gov.it/SpidL3');
    });

    it('T-OID-01 promise 9 gives nothing the second time, and ends what it gave the first', async () => {
      const code = await test.codeFor();
      const tokens = await test.redeem(code);
      if (tokens instanceof BrokenRule) throw new Error(tokens.sentence);
      expect(await userinfo(tokens.access_token)).toBe('read');
      expect(errorOf(await test.redeem(code))).toBe('invalid_grant');
      expect(await userinfo(tokens.access_token)).toBe('invalid_token');
      const proof = await test.service.proof('introspection');
      expect(await introspect(test.provider, { token: tokens.access_token, ...proof })).toEqual({ active: false });
      expect((await test.testbed.events()).map(({ act }) => act)).toContain('oidc.code-reused');
    });

    it('T-OID-02 promise 8 gives one set of tokens at most to a hundred redemptions at once, and then takes it back', async () => {
      const code = await test.codeFor();
      const results = await Promise.all(Array.from({ length: BURST }, () => test.redeem(code)));
      const won = results.filter((result) => !(result instanceof BrokenRule));
      expect(won).toHaveLength(1);
      const [tokens] = won;
      if (tokens === undefined || tokens instanceof BrokenRule) throw new Error('nobody won');
      expect(await userinfo(tokens.access_token)).toBe('invalid_token');
    });

    it('T-OID-02 promise 8 holds over two processes', async () => {
      const code = await test.codeFor();
      const script = new URL('../testing/redeem-code.ts', import.meta.url);
      const proofs = await Promise.all(Array.from({ length: BURST }, () => test.service.proof('token')));
      const form = { grant_type: 'authorization_code', code, code_verifier: test.service.verifier };
      const inputs = [0, 1].map((half) => ({
        requests: proofs.filter((_, i) => i % 2 === half).map((proof) => ({ ...form, ...proof })),
      }));
      const outcomes = (await inProcesses<RedemptionInput, string[]>(test.testbed, script, inputs)).flat();
      expect(outcomes).toHaveLength(BURST);
      const won = outcomes.filter((outcome) => outcome !== 'invalid_grant');
      expect(won).toHaveLength(1);
      expect(await userinfo(won[0] ?? '')).toBe('invalid_token');
    });

    it('T-OID-03 T-OID-04 is bound to its time, its service, its address and its verifier', async () => {
      const other = await test.register({ clientId: 'https://altro.example' });
      const verifier = test.service.verifier;
      const code = await test.codeFor();
      const wrong: Record<string, string | undefined>[] = [
        { code: 'made-up' },
        { code_verifier: undefined },
        { code_verifier: verifier.slice(0, 42) },
        { code_verifier: verifier.padEnd(129, 'a') },
        { code_verifier: `${verifier.slice(0, -1)}!` },
        { code_verifier: 'a'.repeat(43) },
        { redirect_uri: `${test.service.redirectUri}/` },
        { redirect_uri: '' },
      ];
      for (const changes of wrong) {
        expect(errorOf(await test.redeem(code, changes)), JSON.stringify(changes)).toBe('invalid_grant');
      }
      expect(errorOf(await test.redeem(code, {}, other))).toBe('invalid_grant');
      // Whoever stole the code may have stolen its verifier too.
      expect(errorOf(await test.redeem(code, { code_verifier: verifier }, other))).toBe('invalid_grant');
      expect(errorOf(await test.redeem(code, { code: undefined }))).toBe('invalid_request');
      // None of these spent it or ended anything.
      const tokens = await test.redeem(code, { redirect_uri: test.service.redirectUri });
      expect(errorOf(tokens)).toBe('none');
      expect(errorOf(await test.redeem(code, { code_verifier: verifier }, other))).toBe('invalid_grant');
      // A stranger's second use is no second use: the service keeps what it has.
      const { access_token: token } = tokens as TokenResponse;
      expect(await readUserinfo(test.provider, token)).toHaveProperty('jwt');
    });

    it('T-OID-03 lives 60 seconds', async () => {
      const early = await test.codeFor();
      const late = await test.codeFor();
      test.testbed.clock.advance(MINUTE - 1);
      expect(errorOf(await test.redeem(early))).toBe('none');
      test.testbed.clock.advance(1);
      expect(errorOf(await test.redeem(late))).toBe('invalid_grant');
    });

    it('promise 6 gives nothing once the credentials behind it are suspended, nor do its tokens', async () => {
      const code = await test.codeFor();
      const { access_token: token } = await test.tokensFor();
      suspended = true;
      expect(errorOf(await test.redeem(code))).toBe('invalid_grant');
      expect(await userinfo(token)).toBe('invalid_token');
      const proof = await test.service.proof('introspection');
      expect(await introspect(test.provider, { token, ...proof })).toEqual({ active: false });
    });

    it('is refused for a grant that does not exist', async () => {
      const proof = () => test.service.proof('token');
      expect(errorOf(await answerTokenRequest(test.provider, { ...(await proof()) }))).toBe('invalid_request');
      for (const grant of ['password', 'client_credentials', 'implicit', 'Authorization_code']) {
        const result = await answerTokenRequest(test.provider, { grant_type: grant, ...(await proof()) });
        expect(errorOf(result)).toBe('unsupported_grant_type');
      }
    });

    it('gives the data in the ID token where they were asked there, encrypted where the service wants it', async () => {
      const sealed = await test.register({ clientId: 'https://busta.example', encryptIdToken: true });
      const claims = { claims: { id_token: { birthdate: null }, userinfo: { given_name: null } } };
      const { id_token: token = '' } = await test.tokensFor(sealed, claims);
      const { plaintext, protectedHeader } = await compactDecrypt(token, sealed.decryptionKey);
      expect(protectedHeader).toMatchObject({ alg: 'ECDH-ES', enc: 'A128CBC-HS256', cty: 'JWT' });
      const payload = decodeJwt(new TextDecoder().decode(plaintext));
      expect(payload['birthdate']).toBe('1985-01-31');
      expect(payload['given_name']).toBeUndefined();
    });

    it('T-PRV-05 promise 24 leaves request, answers and tokens in the transaction log, sealed', async () => {
      const tokens = await test.tokensFor();
      const event = (await test.testbed.events()).find(({ act }) => act === 'oidc.tokens-issued');
      const authorizationId = String(event?.details?.['authorization']);
      const log = await readTransactionLog(test.testbed, {
        authorizationId,
        reader: 'operator-1',
        reason: 'request of the citizen',
      });
      expect(log.map(({ entry }) => entry)).toEqual(['authentication', 'token']);
      expect(decodeJwt(String(log[0]?.request))['iss']).toBe(test.service.clientId);
      expect(log[1]?.response).toEqual(tokens);
      expect((await test.testbed.events()).at(-1)).toMatchObject({ act: 'oidc.transaction-log-read' });
      const rows = await test.testbed.database.all<{ sealed: Uint8Array }>('select * from oidc_transaction_log');
      expect(rows).toHaveLength(2);
      for (const { sealed, ...open } of rows) {
        // What used to happen: the bytes were looked through as the list of their numbers, where no word is ever found.
        const readable = `${Buffer.from(sealed).toString('latin1')} ${JSON.stringify(open)}`;
        for (const word of ['access_token', 'client_id', test.service.clientId, tokens.access_token.slice(0, 40)])
          expect(readable).not.toContain(word);
      }
    });
  });
});
