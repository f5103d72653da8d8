import { spawnSync } from 'node:child_process';
import { createPublicKey, verify } from 'node:crypto';
import { join } from 'node:path';
import { KeysUnavailable, utf8 } from '@tessera/base';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keysWithHsm } from './hsm-keys.ts';
import { type HsmToken, openHsmToken } from './hsm-token.ts';
import { openSoftwareKeys } from './software-keys.ts';
import { openSoftHsm, type SoftHsm, softHsmMissing } from './testing/soft-hsm.ts';

const missing = softHsmMissing();

describe.skipIf(missing !== null)('keys in an HSM', () => {
  let hsm: SoftHsm;
  let token: HsmToken;
  beforeAll(async () => {
    hsm = await openSoftHsm();
    token = await openHsmToken(hsm.place);
  });
  afterAll(async () => {
    token.close();
    await hsm.close();
  });

  const softwareKeys = () => openSoftwareKeys({ folder: join(hsm.folder, 'keys') });

  it('sign inside the token, by every RSA algorithm, as node:crypto verifies it', async () => {
    const keys = keysWithHsm(await softwareKeys(), token, new Set(['card-issuer']));
    for (const [algorithm, hash, padding] of [
      ['RS256', 'sha256', 1],
      ['RS512', 'sha512', 1],
      ['PS256', 'sha256', 6],
      ['PS512', 'sha512', 6],
    ] as const) {
      token.make('card-issuer', algorithm);
      const { publicJwk, sign, kid } = keys.signer('card-issuer', algorithm);
      const key = createPublicKey({ key: { ...publicJwk }, format: 'jwk' });
      // All at once: a session does one thing at a time, and loses none.
      const texts = Array.from({ length: 8 }, (_, i) => utf8(`text ${i}`));
      const signatures = await Promise.all(texts.map(sign));
      texts.forEach((text, i) => {
        expect(verify(hash, text, { key, padding, saltLength: -1 }, signatures[i] ?? new Uint8Array())).toBe(true);
      });
      expect(keys.publicKeys('card-issuer').map((each) => each.kid)).toContain(kid);
      expect(publicJwk).not.toHaveProperty('d');
    }
  });

  it('give out no private half: not to us, and not to a stranger with the PIN', async () => {
    const tool = spawnSync('pkcs11-tool', [
      ...[
        '--module',
        hsm.place.module,
        '--token-label',
        hsm.place.token,
        '--login',
        '--pin',
        hsm.place.pin,
        '--list-objects',
      ],
    ]);
    const listed = tool.stdout.toString();
    expect(listed).toContain('tessera-card-issuer-RS256');
    expect(listed).toMatch(/Access:\s+sensitive, always sensitive, never extractable/);
  });

  it('promise 20: have a next one beside them, which signs from the next start on', async () => {
    token.make('document-signer', 'RS256');
    const before = keysWithHsm(await softwareKeys(), token, new Set(['document-signer']));
    const old = before.signer('document-signer', 'RS256');
    token.make('document-signer', 'RS256');
    const [serving, next] = before.signers('document-signer', 'RS256');
    expect(serving).toBe(old);
    const after = keysWithHsm(await softwareKeys(), token, new Set(['document-signer']));
    expect(after.signer('document-signer', 'RS256').kid).toBe(next?.kid);
    expect(after.signers('document-signer', 'RS256').map(({ kid }) => kid)).toEqual([next?.kid, old.kid]);
  });

  it('are missing by their own name, and are not made by asking', async () => {
    const keys = keysWithHsm(await softwareKeys(), token, new Set(['card-root']));
    expect(() => keys.signer('card-root', 'RS256')).toThrow(KeysUnavailable);
    expect(keys.publicKeys('card-root')).toEqual([]);
    expect(keys.signer('oidc', 'RS256').publicJwk).toMatchObject({ kty: 'RSA' });
  });

  it('promise 20: a token that is not there, or a vendor’s module that is not, is a lost key service', async () => {
    await expect(openHsmToken({ ...hsm.place, module: join(hsm.folder, 'nothing.so') })).rejects.toThrow(
      KeysUnavailable,
    );
  });
});

it.runIf(missing !== null)('keys in an HSM are not tried here', ({ skip }) => skip(missing ?? ''));
