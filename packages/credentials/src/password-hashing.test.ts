import { systemRandom, utf8 } from '@tessera/base';
import { openTestbed, type Testbed } from '@tessera/testbed';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { argon2idHashing, hashPassword, seasoned } from './password-hashing.ts';

describe('password hashing', () => {
  let testbed: Testbed;
  beforeAll(async () => {
    testbed = await openTestbed('sqlite');
  });
  afterAll(() => testbed.close());

  it('T-CRY-10 is argon2id with 19 MiB, two passes, one lane, and a salt for each', async () => {
    const secret = utf8('secret');
    const [one, two] = [
      await argon2idHashing.hash(secret, systemRandom),
      await argon2idHashing.hash(secret, systemRandom),
    ];
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w-]{22}\$[\w-]{43}$/);
    expect(one).not.toBe(two);
    for (const stored of [one, two]) expect(await argon2idHashing.verify(stored, secret)).toBe(true);
    expect(await argon2idHashing.verify(one, utf8('Secret'))).toBe(false);
  });

  it('T-CRY-10 verifies hashes of other parameters, and tells that they are not today’s', async () => {
    // Test vector of the reference implementation (phc-winner-argon2, test.c): "password", "somesalt".
    const old = '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR_uIPnA4rEsF5h7TKyQwu9U1bMCHGi_4';
    expect(argon2idHashing.isCurrent(old)).toBe(false);
    expect(argon2idHashing.isCurrent(argon2idHashing.decoy)).toBe(true);
    expect(await argon2idHashing.verify(old, utf8('password'))).toBe(true);
  });

  it('has a decoy that looks like a hash and that nothing matches', async () => {
    expect(argon2idHashing.decoy).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w-]{22}\$[\w-]{43}$/);
    expect(await argon2idHashing.verify(argon2idHashing.decoy, seasoned(testbed.keys, '', ''))).toBe(false);
  });

  it('T-CRY-10 needs the key that the database does not hold, and the citizen whose it is', async () => {
    const stored = await hashPassword(testbed, { citizenId: 'a', password: 'Vento-di-Mare42' });
    const opens = (secret: Uint8Array) => argon2idHashing.verify(stored, secret);
    expect(await opens(seasoned(testbed.keys, 'a', 'Vento-di-Mare42'))).toBe(true);
    expect(await opens(seasoned(testbed.keys, 'b', 'Vento-di-Mare42'))).toBe(false);
    expect(await opens(utf8('Vento-di-Mare42'))).toBe(false);
  });

  it('T-LOG-05 takes a password exactly as typed, after NFC', async () => {
    const same = (one: string, other: string) =>
      Buffer.compare(seasoned(testbed.keys, 'a', one), seasoned(testbed.keys, 'a', other)) === 0;
    expect(same('Perché-no-così1', 'Perché-no-così1'.normalize('NFD'))).toBe(true);
    for (const other of [' Vento-di-Mare42', 'Vento-di-Mare42 ', 'vento-di-Mare42', 'Vento-di-Mare4']) {
      expect(same('Vento-di-Mare42', other), other).toBe(false);
    }
  });

  it('refuses a column that holds something else', async () => {
    await expect(argon2idHashing.verify('quick:abc', utf8('secret'))).rejects.toThrow('none of ours');
  });
});
