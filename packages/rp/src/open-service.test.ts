import { DAY, systemClock } from '@tessera/base';
import { generateKeyPair, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generateServiceKeys, importServiceKeys } from './keys.ts';
import { openService } from './open-service.ts';
import { relyingPartyMetadata } from './settings.ts';
import { type ScriptedProvider, scriptedProvider } from './testing/scripted-provider.ts';

/** Days away from the machine's clock, as the sandbox's may be. */
const clock = { now: () => systemClock.now() + 40 * DAY };

describe('a service', () => {
  let provider: ScriptedProvider;
  beforeEach(async () => {
    provider = await scriptedProvider(clock);
  });
  afterEach(() => provider.close());

  it('believes a right answer, by its own clock', async () => {
    expect(await provider.signIn()).toMatchObject({
      outcome: 'signed-in',
      subject: 'pairwise',
      level: 2,
      data: { given_name: 'Topolina' },
      refreshToken: null,
    });
  });

  it('sends a signed request, scope and response_type outside too, and proves itself with a fresh assertion', async () => {
    const pending = await provider.service.begin({ level: 1, fresh: true, offline: true, languages: ['de'] });
    const sent = new URL(pending?.address ?? '').searchParams;
    expect(sent.get('scope')).toBe('openid offline_access');
    expect(sent.get('response_type')).toBe('code');
    const claims = JSON.parse(Buffer.from(sent.get('request')?.split('.')[1] ?? '', 'base64url').toString());
    expect(claims).toMatchObject({
      iss: 'https://sportello.example',
      aud: provider.issuer,
      prompt: 'consent login',
      ui_locales: 'de',
      code_challenge_method: 'S256',
      acr_values: [1, 2, 3].map((level) => `https://www.spid.gov.it/SpidL${level}`).join(' '),
    });
    await provider.signIn();
    await provider.signIn();
    const [first, second] = provider.forms.map((form) => form.get('client_assertion'));
    expect(first).not.toBe(second);
  });

  it.each([
    ['another nonce', { nonce: 'another' }],
    ['no nonce', { nonce: undefined }],
    ['another audience', { aud: 'https://other.example' }],
    ['another issuer', { iss: 'https://other.example' }],
    ['an ID token that is past', { exp: Math.floor(clock.now() / 1000) - 120 }],
    ['promise 11 a level below the one asked', { acr: 'https://www.spid.gov.it/SpidL1' }],
    ['no level', { acr: undefined }],
    ['an unknown level', { acr: 'https://www.spid.gov.it/SpidL9' }],
    ['a hash of another access token', { at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }],
  ])('believes nothing with %s', async (_name, claims) => {
    provider.idToken = claims;
    expect(await provider.signIn()).toMatchObject({ outcome: 'failed' });
  });

  it('believes no signature but the provider’s', async () => {
    const stranger = await generateKeyPair('ES256');
    provider.idTokenKey = stranger.privateKey;
    expect(await provider.signIn()).toMatchObject({ outcome: 'failed' });
    const another = await scriptedProvider(clock);
    another.userinfoKey = stranger.privateKey;
    expect(await another.signIn()).toMatchObject({ outcome: 'failed' });
    await another.close();
  });

  it('believes no UserInfo of another person or provider', async () => {
    for (const claims of [
      { sub: 'somebody else' },
      { aud: 'https://other.example' },
      { iss: 'https://other.example' },
    ]) {
      provider.userinfo = claims;
      expect(await provider.signIn(), JSON.stringify(claims)).toMatchObject({ outcome: 'failed' });
    }
  });

  it('T-OID-18 opens a JWE of the national list made for its key, and no other', async () => {
    const other = await generateKeyPair('ECDH-ES', { crv: 'P-256' });
    const rsa = await generateKeyPair('RSA-OAEP-256');
    const tampered = (jwe: string, part: number) => {
      const parts = jwe.split('.');
      const text = parts[part] ?? '';
      parts[part] = `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`;
      return parts.join('.');
    };
    const wrappings: Record<string, (jwt: string) => Promise<string>> = {
      'an enc outside the list': (jwt) => provider.encrypt(jwt, { enc: 'A256GCM' }),
      'an alg that the service did not register': (jwt) =>
        provider.encrypt(jwt, { alg: 'RSA-OAEP-256' }, rsa.publicKey),
      'somebody else’s key': (jwt) => provider.encrypt(jwt, {}, other.publicKey),
      'a changed text': async (jwt) => tampered(await provider.encrypt(jwt), 3),
      'a changed tag': async (jwt) => tampered(await provider.encrypt(jwt), 4),
      'no encryption at all': async (jwt) => jwt,
    };
    for (const [name, wrap] of Object.entries(wrappings)) {
      provider.wrap = wrap;
      expect(await provider.signIn(), name).toMatchObject({ outcome: 'failed' });
    }
  });

  it('T-OID-14 believes no answer with another state, another iss, or none', async () => {
    for (const [name, value] of [
      ['state', 'another'],
      ['iss', 'https://other.example'],
      ['state', ''],
      ['iss', ''],
      ['code', ''],
    ] as const) {
      const result = await provider.signIn((answer) => (value === '' ? answer.delete(name) : answer.set(name, value)));
      expect(result, `${name} ${value}`).toMatchObject({ outcome: 'failed' });
    }
    expect(provider.forms).toEqual([]);
  });

  it('hears a refusal only from the provider that was asked', async () => {
    const refuse = (iss: string) => (answer: URLSearchParams) => {
      answer.delete('code');
      answer.set('error', 'access_denied');
      answer.set('iss', iss);
    };
    expect(await provider.signIn(refuse(provider.issuer))).toMatchObject({
      outcome: 'refused',
      error: 'access_denied',
    });
    expect(await provider.signIn(refuse('https://other.example'))).toMatchObject({ outcome: 'failed' });
  });

  it('ends its access token, and says when the provider did not answer', async () => {
    const signIn = await provider.signIn();
    if (signIn.outcome !== 'signed-in') throw new Error('not signed in');
    expect(await provider.service.end(signIn)).toBe(true);
    expect(provider.forms.at(-1)?.get('token')).toBe(signIn.accessToken);
    await provider.close();
    expect(await provider.service.end(signIn)).toBe(false);
  });

  it('says when the provider cannot be reached, and asks again the next time', async () => {
    const keys = await generateServiceKeys({ signing: 'ES256', encryption: 'ECDH-ES' });
    const lost = openService({
      issuer: 'http://localhost:1',
      clientId: 'https://sportello.example',
      displayName: 'Sportello',
      redirectUri: 'https://sportello.example/ritorno',
      keys,
      clock,
      random: { bytes: (length) => new Uint8Array(length) },
      sandbox: true,
    });
    expect(await lost.begin({ level: 2 })).toBeNull();
  });
});

describe('keys of a service', () => {
  it('publish their public halves alone, named by their thumbprints', async () => {
    const keys = await generateServiceKeys();
    for (const { publicJwk, kid } of [keys.signing, keys.encryption]) {
      expect(Object.keys(publicJwk).sort()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']);
      expect(publicJwk.kid).toBe(kid);
    }
  });

  it('come back from a file of private JWKs', async () => {
    const pair = await generateKeyPair('ES256', { extractable: true });
    const { exportJWK, SignJWT } = await import('jose');
    const encryption = await generateKeyPair('RSA-OAEP-256', { extractable: true });
    const keys = await importServiceKeys({
      signing: { ...((await exportJWK(pair.privateKey)) as { kty: string }), alg: 'ES256' },
      encryption: { ...((await exportJWK(encryption.privateKey)) as { kty: string }), alg: 'RSA-OAEP-256' },
    });
    const jwt = await new SignJWT({}).setProtectedHeader({ alg: 'ES256' }).sign(keys.signing.privateKey);
    await expect(jwtVerify(jwt, pair.publicKey)).resolves.toBeDefined();
    expect(keys.signing.publicJwk).not.toHaveProperty('d');
    const metadata = JSON.stringify(
      relyingPartyMetadata({
        issuer: '',
        clientId: '',
        displayName: '',
        redirectUri: '',
        keys,
        clock,
        random: { bytes: (length) => new Uint8Array(length) },
        sandbox: false,
      }),
    );
    expect(metadata).not.toContain('"d"');
  });
});
