import { mkdtempSync, rmSync } from 'node:fs';
import { unlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock, systemRandom, utf8 } from '@tessera/base';
import { openSoftwareKeys } from '@tessera/keys';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'tessera-cli-keys-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function told(words: string, keys = folder) {
  const lines: string[] = [];
  const code = await run(words.split(' '), {
    say: (line) => lines.push(line),
    complain: (line) => lines.push(line),
    environment: { TESSERA_KEYS: keys },
    clock: systemClock,
    random: systemRandom,
    ended: new AbortController().signal,
  });
  return { code, said: lines.join('\n') };
}

describe('tessera keys', () => {
  beforeAll(async () => {
    const keys = await openSoftwareKeys({ folder });
    await keys.seal('contact', utf8('x'), { table: 't', column: 'c', row: 'r', version: 1 });
    keys.signer('oidc', 'ES256');
    keys.digest('phone', 'x');
  });

  it('T-CRY-04: rotate makes the next key of a purpose, and list shows what serves until when', async () => {
    expect(await told('keys rotate oidc')).toMatchObject({
      code: 0,
      said: expect.stringMatching(/^sign-oidc-ES256 2 made: it serves from \d{4}-\d\d-\d\dT\d\d:\d\dZ on\.$/),
    });
    expect((await told('keys rotate oidc')).said).toContain('2 was made before');
    expect((await told('keys rotate session')).said).toContain('none to rotate');
    const { said } = await told('keys list');
    expect(said).toMatch(/digest-phone +1 .* master key 1 +serves/);
    expect(said).toMatch(/sign-oidc-ES256 +1 .* serves\n/);
    expect(said).toMatch(/sign-oidc-ES256 +2 .* serves from/);
  });

  it('T-CRY-04: rotate master seals all keys anew, and counts them', async () => {
    expect(await told('keys rotate master')).toEqual({
      code: 0,
      said: '4 of 4 keys are sealed under master key 2; 4 of them were sealed anew.',
    });
    await unlink(join(folder, 'master.key'));
    expect((await told('keys list')).said.match(/master key 2/g)).toHaveLength(4);
  });

  it('refuses what has no second generation, and says which have', async () => {
    for (const word of ['phone', 'card-root', 'constructor']) {
      const { code, said } = await told(`keys rotate ${word}`);
      expect(code).toBe(2);
      expect(said).toContain('one of master, identity');
    }
    expect(await told('keys')).toMatchObject({ code: 0, said: expect.stringContaining('rotate') });
    expect((await told('keys burn')).code).toBe(2);
    expect((await told('constructor list')).code).toBe(2);
  });

  it('T-CRY-06: makes no folder where there is none', async () => {
    const { code, said } = await told('keys list', join(folder, 'elsewhere'));
    expect({ code, said }).toMatchObject({ code: 1, said: expect.stringContaining('TESSERA_KEYS=FOLDER') });
    expect((await told('keys rotate master', join(folder, 'elsewhere'))).code).toBe(1);
  });
});
