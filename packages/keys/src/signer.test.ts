import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { base64url, type Keys, type SigningAlgorithm, utf8 } from '@tessera/base';
import { calculateJwkThumbprint, compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSoftwareKeys } from './software-keys.ts';

const ALGORITHMS: readonly SigningAlgorithm[] = ['RS256', 'RS512', 'PS256', 'PS512', 'ES256', 'ES512'];

describe('signer', () => {
  let folder: string;
  let keys: Keys;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tessera-keys-'));
    keys = await openSoftwareKeys({ folder });
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const tokenBy = async (algorithm: SigningAlgorithm) => {
    const { kid, sign } = keys.signer('oidc', algorithm);
    const input = `${base64url(utf8(JSON.stringify({ alg: algorithm, kid })))}.${base64url(utf8('{"sub":"x"}'))}`;
    return `${input}.${base64url(await sign(utf8(input)))}`;
  };
  const published = () => createLocalJWKSet({ keys: keys.publicKeys('oidc') } as unknown as JSONWebKeySet);

  for (const algorithm of ALGORITHMS) {
    it(`promise 27: signs ${algorithm} as jose verifies it, with the published key`, async () => {
      const { protectedHeader } = await compactVerify(await tokenBy(algorithm), published(), {
        algorithms: [algorithm],
      });
      expect(protectedHeader.alg).toBe(algorithm);
    });

    it(`publishes the ${algorithm} key by its thumbprint, and nothing private`, async () => {
      const { publicJwk, kid } = keys.signer('oidc', algorithm);
      expect(await calculateJwkThumbprint({ ...publicJwk } as unknown as { kty: string })).toBe(kid);
      expect(publicJwk).toMatchObject({ kid, alg: algorithm, use: 'sig' });
      expect(Object.keys(publicJwk).filter((name) => ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'].includes(name))).toEqual(
        [],
      );
    });
  }

  it('has a key of its own for each algorithm and each purpose', () => {
    const kids = ALGORITHMS.flatMap((algorithm) => [
      keys.signer('oidc', algorithm).kid,
      keys.signer('federation', algorithm).kid,
    ]);
    expect(new Set(kids).size).toBe(12);
  });
});
