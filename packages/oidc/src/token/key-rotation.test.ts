import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Keys } from '@tessera/base';
import { openSoftwareKeys } from '@tessera/keys';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { discoveryDocument, keySet } from '../index.ts';
import { openTestProvider, type TestProvider } from '../testing/index.ts';

describe('key rotation', () => {
  let test: TestProvider;
  let folder = '';
  beforeEach(async () => {
    test = await openTestProvider('sqlite');
    folder = await mkdtemp(join(tmpdir(), 'tessera-keys-'));
  });
  afterEach(async () => {
    await test.close();
    await rm(folder, { recursive: true, force: true });
  });

  const published = (keys: Keys): JSONWebKeySet =>
    JSON.parse(JSON.stringify(keySet({ ...test.provider, ground: { ...test.provider.ground, keys } })));

  it('T-OID-23 fails no token, old or new, while the key that signs changes', async () => {
    const before = await test.tokensFor();
    const old = test.testbed.keys;
    const next = await openSoftwareKeys({ folder });
    next.signer('oidc', 'ES256');
    // From now on the new key signs, and the old one stays published.
    const rotated: Keys = {
      ...old,
      signer: (purpose, algorithm) => (algorithm === 'ES256' ? next : old).signer(purpose, algorithm),
      publicKeys: (purpose) => [...next.publicKeys(purpose), ...old.publicKeys(purpose)],
    };
    Object.assign(test.provider.ground, { keys: rotated });
    const after = await test.tokensFor();
    const jwks = createLocalJWKSet(published(rotated));
    const currentDate = new Date(test.testbed.clock.now());
    for (const tokens of [before, after]) {
      for (const token of [tokens.access_token, tokens.id_token ?? '']) {
        await expect(jwtVerify(token, jwks, { currentDate })).resolves.toBeDefined();
      }
    }
    Object.assign(test.provider.ground, { keys: old });
  });

  it('T-OID-23 publishes the key of every algorithm before the first token, so that nobody’s copy lacks one', async () => {
    const { id_token_signing_alg_values_supported: algorithms } = discoveryDocument(test.provider);
    const { keys } = published(test.testbed.keys);
    expect(keys.map(({ alg }) => alg).sort()).toEqual([...(algorithms as string[])].sort());
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(keys.length);
  });
});
