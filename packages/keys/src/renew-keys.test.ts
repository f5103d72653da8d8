import { cpSync } from 'node:fs';
import { mkdtemp, readdir, rm, unlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromUtf8, HOUR, type KeyPurpose, type Keys, KeysUnavailable, MINUTE, utf8 } from '@tessera/base';
import { inProcesses, killedAfter, openTestbed, seededMoments } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openKeyFolder } from './key-folder.ts';
import { listKeys, type RenewedMaster, renewKeys, renewMasterKey } from './renew-keys.ts';
import { openSoftwareKeys } from './software-keys.ts';
import type { KeyWork, Sealed } from './testing/work-with-keys.ts';

const place = { table: 'citizen', column: 'name', row: '1', version: 1 };
const generationOf = (sealed: Uint8Array): number => sealed[4] ?? 0;

/** Files are as old as they are: it is the reading of the clock that moves. */
function pass(milliseconds: number): void {
  vi.setSystemTime(Date.now() + milliseconds);
}

let folder: string;
let keys: Keys;
beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
  folder = await mkdtemp(join(tmpdir(), 'tessera-keys-'));
  keys = await openSoftwareKeys({ folder });
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true, force: true });
});

const sealed = (purpose: KeyPurpose = 'identity', by = keys) => by.seal(purpose, utf8('Ada'), place);
const opens = async (bytes: Uint8Array, by = keys, purpose: KeyPurpose = 'identity') =>
  expect(fromUtf8(await by.open(purpose, bytes, place))).toBe('Ada');

describe('a new generation', () => {
  it('promise 20: serves an hour later in processes that run, which still open what the old one sealed', async () => {
    const old = await sealed();
    expect(renewKeys({ folder }, 'identity')).toMatchObject([{ name: 'seal-identity', number: 2, made: true }]);
    pass(HOUR - MINUTE);
    expect(generationOf(await sealed())).toBe(1);
    pass(2 * MINUTE);
    const fresh = await sealed();
    expect(generationOf(fresh)).toBe(2);
    await opens(old);
    // A process that did not look yet meets it in what another one sealed.
    await opens(fresh, await openSoftwareKeys({ folder }));
    // Not under the other generation's number either.
    const relabelled = Uint8Array.from(fresh);
    relabelled[4] = 1;
    await expect(keys.open('identity', relabelled, place)).rejects.toThrow('does not open here');
  });

  it('T-OID-23: is published at once, signs an hour later, and the one before stays published', async () => {
    const kids = () => keys.publicKeys('oidc').map(({ kid }) => kid);
    const before = keys.signer('oidc', 'ES256').kid;
    renewKeys({ folder }, 'oidc');
    // Who signs stands first, and everybody can fetch who will.
    expect(keys.signer('oidc', 'ES256').kid).toBe(before);
    expect(kids()[0]).toBe(before);
    expect(kids()).toHaveLength(2);
    const after = kids()[1];
    pass(HOUR + MINUTE);
    expect(keys.signer('oidc', 'ES256').kid).toBe(after);
    expect(kids()).toEqual([after, before]);
  });

  it('T-CRY-04: is made once, however often an interrupted command is given again', async () => {
    keys.signer('audit', 'ES256');
    keys.signer('audit', 'ES512');
    openKeyFolder(folder).add('sign-audit-ES256.2', openKeyFolder(folder).find('sign-audit-ES256.1') ?? utf8(''));
    expect(renewKeys({ folder }, 'audit')).toMatchObject([
      { name: 'sign-audit-ES256', number: 2, made: false },
      { name: 'sign-audit-ES512', number: 2, made: true },
    ]);
    expect(renewKeys({ folder }, 'audit').map(({ made }) => made)).toEqual([false, false]);
    expect(renewKeys({ folder }, 'contact')).toEqual([]);
  });

  it('serves at once when the stolen one before it is taken away', async () => {
    keys.signer('oidc', 'ES256');
    renewKeys({ folder }, 'oidc');
    await unlink(join(folder, 'sign-oidc-ES256.1.sealed'));
    pass(MINUTE);
    expect([keys.signer('oidc', 'ES256').kid]).toEqual(keys.publicKeys('oidc').map(({ kid }) => kid));
  });

  it('need not be looked for to go on: who knows a key has it while the folder cannot be read', async () => {
    const before = await sealed();
    await rm(folder, { recursive: true });
    pass(MINUTE);
    await opens(await sealed());
    await opens(before);
    await expect(sealed('contact')).rejects.toThrow(KeysUnavailable);
  });
});

describe('a new master key', () => {
  const fill = async (): Promise<Uint8Array> => {
    keys.digest('phone', 'x');
    keys.signer('oidc', 'ES256');
    await sealed('contact');
    return sealed();
  };
  const masters = () => new Set(listKeys({ folder }).map(({ master }) => master));

  it('T-CRY-04: seals every key anew, counts them, and changes none: also in processes that run', async () => {
    const old = await fill();
    const { kid } = keys.signer('oidc', 'ES256');
    expect(renewMasterKey({ folder })).toEqual({ master: 2, sealed: 4, keys: 4, resumed: false });
    expect(masters()).toEqual(new Set([2]));
    const restarted = await openSoftwareKeys({ folder });
    await opens(old, restarted);
    expect(restarted.signer('oidc', 'ES256').kid).toBe(kid);
    expect(restarted.digest('phone', 'x')).toEqual(keys.digest('phone', 'x'));
    // Who started before it keeps a new key under the new master, and reads what others kept.
    await opens(await sealed('message'), restarted, 'message');
    await opens(await sealed('session', restarted), keys, 'session');
    expect(masters()).toEqual(new Set([2]));
    // The old one is needed no more.
    await unlink(join(folder, 'master.key'));
    await opens(old, await openSoftwareKeys({ folder }));
    expect(renewMasterKey({ folder })).toMatchObject({ master: 3, sealed: 6 });
  });

  it('T-CRY-04: may be interrupted after any key: everything opens, and the next run finishes it', async () => {
    const old = await fill();
    const names = openKeyFolder(folder).names();
    for (let done = 0; done < names.length; done++) {
      const halfway = openKeyFolder(folder);
      halfway.addMaster();
      for (const name of names.slice(0, done)) halfway.sealAnew(name);
      await opens(old, await openSoftwareKeys({ folder }));
      await opens(old);
      expect(renewMasterKey({ folder })).toMatchObject({ resumed: true, sealed: names.length - done });
      expect(masters().size).toBe(1);
    }
  });

  it('T-CRY-04: can be taken back: the folder of yesterday opens what was sealed today', async () => {
    await fill();
    const yesterday = `${folder}-yesterday`;
    cpSync(folder, yesterday, { recursive: true, preserveTimestamps: true });
    renewMasterKey({ folder });
    const today = await sealed('contact');
    await opens(today, await openSoftwareKeys({ folder: yesterday }), 'contact');
    await rm(yesterday, { recursive: true });
  });

  it('does not make a generation that serves wait again', async () => {
    await sealed();
    renewKeys({ folder }, 'identity');
    const twoHoursAgo = new Date(Date.now() - 2 * HOUR);
    await utimes(join(folder, 'seal-identity.2.sealed'), twoHoursAgo, twoHoursAgo);
    renewMasterKey({ folder });
    expect(listKeys({ folder })).toMatchObject([{ state: 'was' }, { number: 2, state: 'serves' }]);
    expect(generationOf(await sealed('identity', await openSoftwareKeys({ folder })))).toBe(2);
  });
});

describe('T-CRY-04 while others work', () => {
  it('loses no key to a kill -9 in the middle, nor to processes that make keys meanwhile', {
    timeout: 60_000,
  }, async () => {
    vi.useRealTimers();
    const testbed = await openTestbed('sqlite');
    try {
      // Not the one that all tests share.
      const there = join(folder, 'busy');
      await openSoftwareKeys({ folder: there });
      const input = { folder: there };
      const renewing = new URL('./testing/renew-until-killed.ts', import.meta.url);
      const working = new URL('./testing/work-with-keys.ts', import.meta.url);
      const finished = join(there, 'finished');
      const work = inProcesses<KeyWork, Sealed>(testbed, working, [{ folder: there, finished }]);
      let renewals = 0;
      for (const milliseconds of seededMoments('master key', 2, 300)) {
        const plug = { input, milliseconds: 200 + milliseconds };
        renewals += (await killedAfter<RenewedMaster>(testbed, renewing, plug)).length;
        renewMasterKey(input);
      }
      expect(renewals).toBeGreaterThan(0);
      await writeFile(finished, '');
      const sealedMeanwhile = (await work).flat();
      expect(sealedMeanwhile.length).toBeGreaterThan(100);
      const { master, keys: count } = renewMasterKey(input);
      expect(listKeys(input).map((key) => key.master)).toEqual(new Array(count).fill(master));
      const afterwards = await openSoftwareKeys(input);
      for (const { sealed: bytes, text, place: where } of sealedMeanwhile) {
        expect(fromUtf8(await afterwards.open(where.table as KeyPurpose, bytes, where))).toBe(text);
      }
      expect((await readdir(there)).filter((file) => file.endsWith('.sealed')).length).toBeGreaterThanOrEqual(4);
    } finally {
      await testbed.close();
    }
  });
});

// The row asks for shares too, three of five: there are none yet, only copies of the folder.
describe('T-CRY-06 keys that are lost for good', () => {
  it('are not replaced by new ones: a folder without any says so, and stays as it is', async () => {
    const empty = join(folder, 'nothing');
    for (const attempt of [
      () => listKeys({ folder: empty }),
      () => renewMasterKey({ folder: empty }),
      () => renewKeys({ folder: empty }, 'identity'),
    ])
      expect(attempt).toThrow(KeysUnavailable);
    await expect(openSoftwareKeys({ folder: empty, mayBegin: false })).rejects.toThrow(KeysUnavailable);
    expect(await readdir(folder)).toEqual(['master.key']);
  });

  it('stop the start when the master key of one single key is gone, and name it', async () => {
    await sealed();
    await sealed('contact');
    const halfway = openKeyFolder(folder);
    halfway.addMaster();
    halfway.sealAnew('seal-identity.1');
    await unlink(join(folder, 'master.2.key'));
    await expect(openSoftwareKeys({ folder })).rejects.toThrow('no master key in the key folder opens seal-identity.1');
    expect(() => renewMasterKey({ folder })).toThrow(KeysUnavailable);
    expect(await readdir(folder)).toEqual(['master.key', 'seal-contact.1.sealed', 'seal-identity.1.sealed']);
  });
});
