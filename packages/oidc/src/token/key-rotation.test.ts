import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HOUR, type Keys, MINUTE } from '@tessera/base';
import { openSoftwareKeys, RENEWABLE_PURPOSES, renewKeys, renewMasterKey } from '@tessera/keys';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SIGNING_ALGORITHMS } from '../algorithms.ts';
import { discoveryDocument, keySet } from '../index.ts';
import { openTestProvider, type TestProvider } from '../testing/index.ts';
import type { TokenResponse } from './token-response.ts';

describe('key rotation', () => {
  let test: TestProvider;
  let folder = '';
  beforeEach(async () => {
    test = await openTestProvider('sqlite');
    folder = await mkdtemp(join(tmpdir(), 'tessera-keys-'));
  });
  afterEach(async () => {
    vi.useRealTimers();
    await test.close();
    await rm(folder, { recursive: true, force: true });
  });

  const published = (keys: Keys): JSONWebKeySet =>
    JSON.parse(JSON.stringify(keySet({ ...test.provider, ground: { ...test.provider.ground, keys } })));

  async function verified(answers: readonly TokenResponse[], set: JSONWebKeySet): Promise<void> {
    const currentDate = new Date(test.testbed.clock.now());
    for (const { access_token, id_token = '' } of answers)
      for (const token of [access_token, id_token]) await jwtVerify(token, createLocalJWKSet(set), { currentDate });
  }

  it('T-OID-23 T-CRY-04 fails no sign-in and no token while all keys change, master key included', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    const there = { folder };
    const keys = await openSoftwareKeys(there);
    Object.assign(test.provider.ground, { keys });
    const signIns = () => Promise.all(Array.from({ length: 8 }, () => test.tokensFor()));
    for (const algorithm of SIGNING_ALGORITHMS) keys.signer('oidc', algorithm);
    const before = published(keys);
    const [old] = await Promise.all([
      signIns(),
      (async () => {
        for (const purpose of RENEWABLE_PURPOSES) {
          renewKeys(there, purpose);
          renewMasterKey(there);
          await new Promise((resolve) => setImmediate(resolve));
        }
      })(),
    ]);
    // A service that fetched the set before, and one that fetched it a moment before the new keys sign.
    const announced = published(keys);
    expect(announced.keys.length).toBe(2 * before.keys.length);
    await verified(old, before);
    vi.setSystemTime(Date.now() + HOUR + MINUTE);
    const fresh = await signIns();
    await verified([...old, ...fresh], announced);
    await expect(verified(fresh, before)).rejects.toThrow('no applicable key');
  });

  it('T-OID-23 publishes the key of every algorithm before the first token, so that nobody’s copy lacks one', async () => {
    const { id_token_signing_alg_values_supported: algorithms } = discoveryDocument(test.provider);
    const { keys } = published(test.testbed.keys);
    expect(keys.map(({ alg }) => alg).sort()).toEqual([...(algorithms as string[])].sort());
    expect(new Set(keys.map(({ kid }) => kid)).size).toBe(keys.length);
  });
});
