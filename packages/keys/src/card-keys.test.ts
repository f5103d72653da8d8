import { createPrivateKey, createPublicKey } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { base64url } from '@tessera/base';
import { describe, expect, it } from 'vitest';
import { drawCardKeyPair } from './card-key-pair.ts';
import { openTerminalAuthorityKey } from './terminal-authority-key.ts';

describe('keys of cards', () => {
  it('are RSA pairs with 2048 bits whose halves belong together', async () => {
    const { privateKey, publicKey } = await drawCardKeyPair();
    const read = createPrivateKey({ key: Buffer.from(privateKey), format: 'der', type: 'pkcs1' });
    expect(read.asymmetricKeyDetails).toMatchObject({ modulusLength: 2048, publicExponent: 65_537n });
    expect(createPublicKey(read).export({ format: 'jwk' }).n).toBe(base64url(publicKey.modulus));
  });

  it('the authority of terminals is made once, sealed in the folder, also when several nodes ask at once', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'tessera-terminals-'));
    const asked = await Promise.all(Array.from({ length: 3 }, () => openTerminalAuthorityKey({ folder })));
    const again = await openTerminalAuthorityKey({ folder });
    for (const { publicKey, privateKey } of asked) {
      expect(publicKey).toEqual(again.publicKey);
      expect(privateKey).toEqual(again.privateKey);
    }
    expect(again.publicKey.exponent).toEqual(Uint8Array.of(1, 0, 1));
    const files = await Promise.all((await readdir(folder)).map((file) => readFile(join(folder, file), 'latin1')));
    const inside = Buffer.from(again.privateKey.subarray(100, 140)).toString('latin1');
    expect(files.some((content) => content.includes(inside))).toBe(false);
    await rm(folder, { recursive: true, force: true });
  });
});
