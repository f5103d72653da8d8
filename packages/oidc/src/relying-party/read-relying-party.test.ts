import { generateKeyPairSync } from 'node:crypto';
import { systemClock } from '@tessera/base';
import { beforeAll, describe, expect, it } from 'vitest';
import { scriptedService } from '../testing/index.ts';
import { readRelyingParty } from './read-relying-party.ts';

let right: object = {};
beforeAll(async () => {
  const service = await scriptedService({ issuer: 'https://idp.example', clock: systemClock });
  right = service.registration.openid_relying_party;
});

const registrationOf = (metadata: object = {}) => ({
  displayName: 'Comune di Fantasia',
  openid_relying_party: { ...right, ...metadata },
});

const broken = (input: unknown, sandbox = false) => {
  const result = readRelyingParty(input, sandbox);
  return result.outcome === 'refused' ? result.broken.map(({ rule }) => rule.replace('openid_relying_party.', '')) : [];
};

describe('registration of a service', () => {
  it('names every broken rule at once', () => {
    const result = readRelyingParty(
      registrationOf({
        client_id: 'http://a.example',
        redirect_uris: ['https://a.example/cb', 'http://a.example/cb'],
        jwks: { keys: [{ kty: 'oct', k: 'AAAA', kid: 'x' }] },
      }),
      false,
    );
    expect(result).toMatchObject({
      outcome: 'refused',
      broken: [
        { rule: 'openid_relying_party.client_id', message: 'must be an https URL (oidc.md 8.3)' },
        { rule: 'openid_relying_party.redirect_uris.1' },
        { rule: 'openid_relying_party.jwks.keys.0', message: expect.stringContaining('private material') },
        { rule: 'openid_relying_party.jwks' },
        { rule: 'openid_relying_party.jwks' },
      ],
    });
  });

  it.each([
    [{ client_id: undefined }, 'client_id'],
    [{ client_id: 'https://a.example/?x=1' }, 'client_id'],
    [{ client_id: 'https://u:p@a.example' }, 'client_id'],
    [{ redirect_uris: [] }, 'redirect_uris'],
    [{ redirect_uris: 'https://a.example/cb' }, 'redirect_uris'],
    [{ redirect_uris: ['/cb'] }, 'redirect_uris.0'],
    [{ redirect_uris: ['https://a.example/cb#x'] }, 'redirect_uris.0'],
    [{ redirect_uris: ['https://a.example/cb?state=1'] }, 'redirect_uris.0'],
    [{ redirect_uris: ['https://a.example@evil.example/cb'] }, 'redirect_uris.0'],
    [{ redirect_uris: ['https://a.example/c b'] }, 'redirect_uris.0'],
    [{ redirect_uris: ['javascript:alert(1)'] }, 'redirect_uris.0'],
    // No policy of a browser can name these: they used to be taken, and every page of the login was then a bug.
    [{ redirect_uris: ['https://my_service.example/cb'] }, 'redirect_uris.0'],
    [{ redirect_uris: ['https://a;b.example/cb'] }, 'redirect_uris.0'],
    [{ grant_types: ['implicit'] }, 'grant_types.0'],
    [{ grant_types: ['refresh_token'] }, 'grant_types'],
    [{ response_types: ['token'] }, 'response_types.0'],
    [{ id_token_signed_response_alg: 'none' }, 'id_token_signed_response_alg'],
    [{ id_token_signed_response_alg: 'RS384' }, 'id_token_signed_response_alg'],
    [{ userinfo_signed_response_alg: 'HS256' }, 'userinfo_signed_response_alg'],
    [{ userinfo_encrypted_response_alg: 'RSA1_5' }, 'userinfo_encrypted_response_alg'],
    [{ userinfo_encrypted_response_alg: undefined }, 'userinfo_encrypted_response_alg'],
    [{ userinfo_encrypted_response_enc: 'A256GCM' }, 'userinfo_encrypted_response_enc'],
    [{ userinfo_encrypted_response_alg: 'RSA-OAEP' }, 'jwks'],
    [{ id_token_encrypted_response_alg: 'ECDH-ES' }, 'id_token_encrypted_response_enc'],
    [{ token_endpoint_auth_method: 'client_secret_basic' }, 'token_endpoint_auth_method'],
    [{ client_registration_types: ['explicit'] }, 'client_registration_types.0'],
    [{ subject_type: 'public' }, 'subject_type'],
    [{ scope: 'openid address' }, 'scope'],
    [{ jwks: { keys: [] } }, 'jwks.keys'],
    [{ jwks: undefined }, 'jwks'],
  ])('promise 27 refuses %j', (metadata, rule) => {
    expect(broken(registrationOf(metadata))).toContain(rule);
  });

  it('promise 27 refuses keys that are weak, private, nameless or of another curve', () => {
    const jwk = (pair: { publicKey: import('node:crypto').KeyObject }) => pair.publicKey.export({ format: 'jwk' });
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const keys = [
      { ...jwk(generateKeyPairSync('rsa', { modulusLength: 1024 })), kid: 'weak' },
      { ...rsa.privateKey.export({ format: 'jwk' }), kid: 'private' },
      jwk(rsa),
      { ...jwk(generateKeyPairSync('ec', { namedCurve: 'secp256k1' })), kid: 'curve' },
      { ...jwk(generateKeyPairSync('ed25519')), kid: 'okp' },
      { kty: 'RSA', n: 'AQAB', kid: 'incomplete' },
      { kty: 'EC', crv: { toString: 1 }, kid: 'no text' },
      // Both used to be taken: the first signs for everybody, the second costs milliseconds each time.
      { ...jwk(rsa), e: 'AQ', kid: 'exponent 1' },
      { ...jwk(rsa), e: Buffer.alloc(200, 255).toString('base64url'), kid: 'exponent of 1600 bits' },
      { ...jwk(rsa), kid: 'use', use: 'both' },
    ];
    const rules = broken(registrationOf({ jwks: { keys } }));
    for (const [i] of keys.entries()) expect(rules).toContain(`jwks.keys.${i}`);
  });

  // Missing members used to be told in the schema library's words, and to hide the rules that tie members together.
  it('says in its own words what is missing, and with it what does not fit together', () => {
    const result = readRelyingParty(
      registrationOf({
        client_id: 'http://a.example',
        redirect_uris: undefined,
        jwks: { keys: [] },
        userinfo_signed_response_alg: undefined,
        id_token_encrypted_response_alg: 'RSA-OAEP-256',
        id_token_encrypted_response_enc: undefined,
      }),
      false,
    );
    const told = new Map(result.outcome === 'refused' ? result.broken.map(({ rule, message }) => [rule, message]) : []);
    expect(told.get('openid_relying_party.redirect_uris')).toContain('such as ["https://service.example/callback"]');
    expect(told.get('openid_relying_party.jwks.keys')).toContain('one that signs its requests');
    expect(told.get('openid_relying_party.userinfo_signed_response_alg')).toContain('must be one of RS256');
    expect(told.get('openid_relying_party.client_id')).toBe('must be an https URL (oidc.md 8.3)');
    expect(told.get('openid_relying_party.id_token_encrypted_response_enc')).toContain('exactly when');
    for (const input of [
      null,
      {},
      { displayName: 7, school: 'yes', tolerances: ['all'], more: 1 },
      registrationOf({ jwks: 7 }),
    ]) {
      const refused = readRelyingParty(input, false);
      const words = refused.outcome === 'refused' ? refused.broken.map(({ message }) => message) : [];
      for (const message of words) expect(message).toMatch(/^(must|may|has)/);
    }
  });

  it('admits http://localhost in the sandbox alone', () => {
    const local = { client_id: 'http://localhost:4005', redirect_uris: ['http://localhost:4005/cb'] };
    expect(broken(registrationOf(local))).toEqual(['client_id', 'redirect_uris.0']);
    expect(broken(registrationOf(local), true)).toEqual([]);
    expect(broken(registrationOf({ redirect_uris: ['http://localhost.evil.test/cb'] }), true)).toEqual([
      'redirect_uris.0',
    ]);
  });

  it.each([null, 7, 'text', [], {}, { displayName: '' }, { displayName: 'A', school: 'yes' }])(
    'refuses what is no registration: %j',
    (input) => {
      expect(broken(input)).not.toEqual([]);
    },
  );
});
