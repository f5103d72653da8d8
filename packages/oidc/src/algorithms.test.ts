import { constants, type KeyObject, sign } from 'node:crypto';
import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BrokenRule, beginAuthorization } from './index.ts';
import { openTestProvider, type ScriptedService, type TestProvider } from './testing/index.ts';
import { answerTokenRequest } from './token/answer-token-request.ts';

/** Outside the national list: withdrawn, weaker, of other curves, symmetric, or only spelled like one of it. */
const UNLISTED = [
  'none',
  'None',
  'HS256',
  'HS512',
  'RS1',
  'RS384',
  'PS384',
  'ES384',
  'ES256K',
  'EdDSA',
  'RSA1_5',
  'rs256',
  'RS256 ',
  'RS-256',
  'PS256x',
  '',
];

/** A JWS that says one thing in its header, and is signed with the service's own key, rightly, with RSA and SHA-256. */
function signedAs(header: object, claims: object, key: KeyObject, padding: number): string {
  const part = (json: object) => Buffer.from(JSON.stringify(json)).toString('base64url');
  const text = `${part(header)}.${part(claims)}`;
  return `${text}.${sign('sha256', Buffer.from(text), { key, padding, saltLength: 32 }).toString('base64url')}`;
}

describe('an algorithm outside the national list', () => {
  let test: TestProvider;
  let service: ScriptedService;
  beforeAll(async () => {
    test = await openTestProvider('sqlite');
    service = await test.register({ clientId: 'https://rsa.example', signing: 'RS256' });
  });
  afterAll(() => test.close());

  const PADDINGS = [constants.RSA_PKCS1_PADDING, constants.RSA_PKCS1_PSS_PADDING];

  it.each(UNLISTED)('promise 27 T-OID-06 %j signs no request object, though the key is the right one', async (alg) => {
    const right = await service.request();
    for (const padding of PADDINGS) {
      const header = { alg, kid: service.kid };
      const request = signedAs(header, decodeJwt(right.request), service.signingKey, padding);
      const begun = await beginAuthorization(test.provider, { ...right, request });
      expect(begun).toMatchObject({ outcome: 'refused-here', broken: { error: 'invalid_request_object' } });
      expect(begun.outcome === 'refused-here' && begun.broken.sentence).toContain('outside the national list');
    }
  });

  it.each(UNLISTED)('promise 27 T-OID-12 %j signs no client assertion either', async (alg) => {
    const proof = await service.proof('token');
    for (const padding of PADDINGS) {
      const header = { alg, kid: service.kid };
      const assertion = signedAs(header, decodeJwt(proof['client_assertion'] ?? ''), service.signingKey, padding);
      const answer = await answerTokenRequest(test.provider, {
        grant_type: 'authorization_code',
        code: 'x',
        ...proof,
        client_assertion: assertion,
      });
      if (!(answer instanceof BrokenRule)) throw new Error('tokens were given');
      expect([answer.error, answer.sentence]).toEqual([
        'invalid_client',
        expect.stringContaining('outside the national list'),
      ]);
    }
  });

  it('promise 27 is what is refused, and not the way of signing: with the listed name the same object is taken', async () => {
    const right = await service.request();
    const header = { alg: 'RS256', kid: service.kid };
    const request = signedAs(header, decodeJwt(right.request), service.signingKey, constants.RSA_PKCS1_PADDING);
    expect(await beginAuthorization(test.provider, { ...right, request })).toMatchObject({ outcome: 'begun' });
  });
});
