import { DAY } from '@tessera/base';
import {
  generateServiceKeys,
  type KeyEncryptionAlgorithm,
  type PendingSignIn,
  type Service,
  type SigningAlgorithm,
  type Wish,
} from '@tessera/rp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { browse, type OidcServer, openOidcServer } from '../testing/oidc-server.ts';

const SIGNING: readonly SigningAlgorithm[] = ['RS256', 'RS512', 'ES256', 'ES512', 'PS256', 'PS512'];
const ENCRYPTION: readonly KeyEncryptionAlgorithm[] = [
  'RSA-OAEP',
  'RSA-OAEP-256',
  'ECDH-ES',
  'ECDH-ES+A128KW',
  'ECDH-ES+A256KW',
];
const CONTENT = ['A128CBC-HS256', 'A256CBC-HS512'] as const;

async function beginAt(service: Service, wish: Wish): Promise<PendingSignIn> {
  const pending = await service.begin(wish);
  if (pending === null) throw new Error('the provider does not answer');
  return pending;
}

describe('openid-client completes the CIE profile, every signature checked', () => {
  let idp: OidcServer;
  beforeAll(async () => {
    idp = await openOidcServer();
  });
  afterAll(() => idp.close());

  it.each(SIGNING)('promise 27 signing with %s', async (signing) => {
    const keys = await generateServiceKeys({ signing, encryption: 'ECDH-ES' });
    const service = await idp.register({ clientId: `http://localhost/${signing}`, keys });
    const pending = await beginAt(service, { level: 2 });
    expect(await service.finish(await browse(pending.address), pending)).toMatchObject({
      outcome: 'signed-in',
      level: 2,
      data: {
        given_name: 'Topolina',
        family_name: 'De Paperis',
        birthdate: '1985-01-31',
        'https://attributes.eid.gov.it/fiscal_number': 'TINIT-XXXYYY85A71Z999X',
      },
    });
  });

  it.each(ENCRYPTION.flatMap((encryption) => CONTENT.map((content) => [encryption, content] as const)))(
    'promise 27 encrypting with %s and %s, ID token and UserInfo',
    async (encryption, contentEncryption) => {
      const keys = await generateServiceKeys({ signing: 'ES256', encryption });
      const clientId = `http://localhost/${encryption}/${contentEncryption}`;
      const service = await idp.register({ clientId, keys, contentEncryption, encryptIdToken: true });
      const pending = await beginAt(service, { level: 1 });
      const result = await service.finish(await browse(pending.address), pending);
      expect(result).toMatchObject({ outcome: 'signed-in', level: 1, data: { given_name: 'Topolina' } });
    },
  );

  it('signs in when the clock of the sandbox was moved by days', async () => {
    const service = await idp.register();
    for (const days of [2, 40]) {
      idp.testbed.clock.advance(days * DAY);
      const pending = await beginAt(service, { level: 2, fresh: true, offline: true, languages: ['de', 'it'] });
      const result = await service.finish(await browse(pending.address), pending);
      expect(result).toMatchObject({ outcome: 'signed-in', refreshToken: expect.any(String) });
    }
  });

  it('tells the service each refusal in the protocol’s words', async () => {
    const service = await idp.register();
    idp.loginEnds = () => ({ outcome: 'refused', reason: 'cancelled' });
    const pending = await beginAt(service, { level: 2 });
    expect(await service.finish(await browse(pending.address), pending)).toEqual({
      outcome: 'refused',
      error: 'access_denied',
      description: 'the citizen cancelled',
      pending,
    });
  });
});
