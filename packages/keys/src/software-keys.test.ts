import { mkdtemp, readdir, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  fromUtf8,
  hex,
  type KeyPurpose,
  type Keys,
  KeysUnavailable,
  NotOfThisPlace,
  type SealedPlace,
  utf8,
} from '@tessera/base';
import { inProcesses, openTestbed } from '@tessera/testbed';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openKeyFolder } from './key-folder.ts';
import { openSoftwareKeys } from './software-keys.ts';
import type { Made } from './testing/make-keys.ts';

describe('software keys', () => {
  let folder: string;
  let keys: Keys;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tessera-keys-'));
    keys = await openSoftwareKeys({ folder });
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const place: SealedPlace = { table: 'puk_half', column: 'first', row: 'CA00000AA', version: 1 };
  const seal = (text = '1234', where = place, purpose: KeyPurpose = 'first-half') =>
    keys.seal(purpose, utf8(text), where);

  it('promise 19: opens in its own place what was sealed there, and only there', async () => {
    const sealed = await seal();
    expect(fromUtf8(await keys.open('first-half', sealed, place))).toBe('1234');
    const elsewhere: SealedPlace[] = [
      { ...place, table: 'puk_halves' },
      { ...place, column: 'second' },
      { ...place, row: 'CA00000AB' },
      { ...place, version: 2 },
      { ...place, version: 0 },
      // The same letters, divided differently.
      { ...place, table: 'puk_hal', column: 'ffirst' },
      { ...place, column: 'firstC', row: 'A00000AA' },
    ];
    for (const other of elsewhere) await expect(keys.open('first-half', sealed, other)).rejects.toThrow(NotOfThisPlace);
  });

  it('T-CRY-02: an old version put back does not open', async () => {
    const old = await seal('old', place);
    await seal('new', { ...place, version: 2 });
    await expect(keys.open('first-half', old, { ...place, version: 2 })).rejects.toThrow(NotOfThisPlace);
  });

  it('promise 17: what one purpose seals, another does not open', async () => {
    await seal('5678', place, 'second-half');
    await expect(keys.open('second-half', await seal(), place)).rejects.toThrow(NotOfThisPlace);
  });

  it('gives back every value of every place', () =>
    fc.assert(
      fc.asyncProperty(fc.uint8Array(), fc.string(), fc.nat(), async (plain, row, version) => {
        const where = { ...place, row, version };
        expect(hex(await keys.open('identity', await keys.seal('identity', plain, where), where))).toBe(hex(plain));
      }),
      { numRuns: 200 },
    ));

  it('does not open bytes that it did not seal', async () => {
    const sealed = await seal();
    for (const bytes of [
      new Uint8Array(),
      sealed.subarray(0, 5),
      sealed.subarray(0, -1),
      Uint8Array.of(2, ...sealed.subarray(1)),
    ]) {
      await expect(keys.open('first-half', bytes, place)).rejects.toThrow(NotOfThisPlace);
    }
    // A key number that nobody made: refused, and no key is made for it.
    const foreign = Uint8Array.from(sealed);
    foreign[4] = 9;
    await expect(keys.open('first-half', foreign, place)).rejects.toThrow(NotOfThisPlace);
    expect(await readdir(folder)).not.toContain('seal-first-half.9.sealed');
  });

  it('T-CRY-03: never draws the same nonce twice', async () => {
    const drawn = new Set<string>();
    for (let i = 0; i < 20_000; i++) drawn.add(hex((await seal()).subarray(5, 29)));
    expect(drawn.size).toBe(20_000);
  });

  it('digests the same to the same, for one purpose, part by part', () => {
    const digest = hex(keys.digest('phone', '+390000000000'));
    expect(digest).toHaveLength(64);
    expect(hex(keys.digest('phone', utf8('+390000000000')))).toBe(digest);
    const others = [
      keys.digest('email', '+390000000000'),
      keys.digest('phone', '+39000000000', '0'),
      keys.digest('phone', '+390000000000', ''),
      keys.digest('phone'),
    ].map(hex);
    expect(new Set([digest, ...others]).size).toBe(5);
  });

  it('has the same keys after a restart', async () => {
    const sealed = await seal();
    const digest = keys.digest('token', 'x');
    const { kid } = keys.signer('oidc', 'RS256');
    const again = await openSoftwareKeys({ folder });
    expect(fromUtf8(await again.open('first-half', sealed, place))).toBe('1234');
    expect(again.digest('token', 'x')).toEqual(digest);
    expect(again.signer('oidc', 'RS256').kid).toBe(kid);
  });

  it('has other keys in another folder', async () => {
    const elsewhere = await openSoftwareKeys({ folder: join(folder, 'other') });
    await seal();
    await elsewhere.seal('first-half', utf8('1'), place);
    await expect(elsewhere.open('first-half', await seal(), place)).rejects.toThrow(NotOfThisPlace);
    expect(hex(elsewhere.digest('phone', 'x'))).not.toBe(hex(keys.digest('phone', 'x')));
  });

  it('lets nobody else read its files', async () => {
    await seal();
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    const files = await readdir(folder);
    expect(files).toContain('master.key');
    for (const file of files) expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
  });

  it('T-CRY-05: a lost, cut or exchanged master key is said at once, and replaced by none', async () => {
    await seal();
    await writeFile(join(folder, 'master.key'), Buffer.alloc(32, 7));
    await expect(openSoftwareKeys({ folder })).rejects.toThrow(KeysUnavailable);
    await writeFile(join(folder, 'master.key'), '');
    await expect(openSoftwareKeys({ folder })).rejects.toThrow(KeysUnavailable);
    await unlink(join(folder, 'master.key'));
    await expect(openSoftwareKeys({ folder })).rejects.toThrow(KeysUnavailable);
    expect(await readdir(folder)).not.toContain('master.key');
  });

  it('T-CRY-05: two keys exchanged in the folder are found', async () => {
    await seal();
    await seal('x', place, 'second-half');
    const stored = openKeyFolder(folder);
    const first = await import('node:fs/promises').then((fs) => fs.readFile(join(folder, 'seal-first-half.1.sealed')));
    await writeFile(join(folder, 'seal-second-half.1.sealed'), first);
    expect(() => stored.find('seal-second-half.1')).toThrow(KeysUnavailable);
  });

  it('four processes that start on an empty folder have the same keys', async () => {
    const testbed = await openTestbed('sqlite');
    try {
      const shared = join(folder, 'shared');
      const there = { ...testbed, place: { ...testbed.place, keys: shared } };
      const script = new URL('./testing/make-keys.ts', import.meta.url);
      const made = await inProcesses<null, Made>(there, script, [null, null, null, null]);
      expect(new Set(made.map(({ digest, kid }) => `${digest} ${kid}`)).size).toBe(1);
      const ours = await openSoftwareKeys({ folder: shared });
      for (const { sealed, where } of made) {
        expect(fromUtf8(await ours.open('session', sealed, where))).toBe('shared');
      }
      expect((await readdir(shared)).filter((file) => file.startsWith('.'))).toEqual([]);
    } finally {
      await testbed.close();
    }
  });
});
