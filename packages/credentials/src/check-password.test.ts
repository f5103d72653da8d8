import { DAY, HOUR, MINUTE, SECOND, systemRandom } from '@tessera/base';
import { moveCard } from '@tessera/registry';
import { eachEngine, inProcesses, killedAfter, openTestbed, seededMoments, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkPassword, type PasswordAttempt, type PasswordCheck } from './check-password.ts';
import { credentialsOf, mayUse } from './credentials.ts';
import { PoolBusy } from './hashing-pool.ts';
import { rememberBrowser } from './known-browsers.ts';
import { argon2idHashing, hashPassword, type PasswordHashing } from './password-hashing.ts';
import { suspend } from './suspend.ts';
import { sweep } from './sweep.ts';
import { aCitizen, anActiveCitizen, PASSWORD, type Person, quickHashing, rooms } from './testing/people.ts';
import { withStatements } from './testing/statements.ts';

const TRY = new URL('./testing/try-passwords.ts', import.meta.url);
const TRY_UNTIL_KILLED = new URL('./testing/try-until-killed.ts', import.meta.url);
const UNKNOWN = 'ZZZZZZ80A01H501X';

eachEngine((engine) => {
  describe('password check', () => {
    let testbed: Testbed;
    let owner: Person;
    beforeEach(async () => {
      testbed = await openTestbed(engine, { migrations: rooms });
      owner = await anActiveCitizen(testbed, 1);
      testbed.sent.length = 0;
    });
    afterEach(() => testbed.close());

    const check = (password: string, attempt: Partial<PasswordAttempt> = {}): Promise<PasswordCheck> =>
      checkPassword(testbed, { username: owner.fiscalCode, browser: null, ...attempt, password }, quickHashing);
    const failures = async (): Promise<number> => {
      const row = await testbed.database.first<{ all: number }>(
        'select coalesce(cast(sum(failures) as bigint), 0) as "all" from password_failures where citizen_id = $1',
        owner.citizenId,
      );
      return row?.all ?? 0;
    };
    const accepted = () => ({ outcome: 'accepted', citizenId: owner.citizenId, secretsVersion: 1 }) as const;

    it('ACT-27 takes tax code, serial number and verified e-mail, as people type them', async () => {
      const typed = [owner.fiscalCode, owner.fiscalCode.toLowerCase(), ` ${owner.serial} `, owner.email.toUpperCase()];
      for (const username of typed) expect(await check(PASSWORD, { username })).toEqual(accepted());
    });

    it('takes no serial number of a revoked card, no unverified address, and no phone', async () => {
      await moveCard(testbed.database, owner.serial, 'requested', 'revoked', testbed.clock.now());
      const other = await aCitizen(testbed, 2);
      for (const username of [owner.serial, other.email, owner.phone, '', 'x'.repeat(10_000)]) {
        expect(await check(PASSWORD, { username }), username).toEqual({ outcome: 'wrong' });
      }
    });

    it('T-LOG-05 takes the password exactly, after NFC', async () => {
      const decomposed = PASSWORD.normalize('NFD');
      expect(await check(decomposed)).toEqual(accepted());
      for (const typed of [`${PASSWORD} `, ` ${PASSWORD}`, PASSWORD.toLowerCase(), '']) {
        expect(await check(typed)).toEqual({ outcome: 'wrong' });
      }
    });

    it('T-LOG-02 compares 5 of 200 that arrive together from two processes', async () => {
      const attempts = Array<PasswordAttempt>(100).fill({
        username: owner.fiscalCode,
        password: 'wrong',
        browser: null,
      });
      const outcomes = (await inProcesses<PasswordAttempt[], string[]>(testbed, TRY, [attempts, attempts])).flat();
      expect(outcomes.filter((outcome) => outcome === 'wrong')).toHaveLength(5);
      expect(outcomes.filter((outcome) => outcome === 'wait')).toHaveLength(195);
      expect(await failures()).toBe(5);
      const acts = (await testbed.events()).map(({ act }) => act);
      expect(acts.filter((act) => act === 'credentials.password-wrong')).toHaveLength(5);
      expect(acts.filter((act) => act === 'credentials.password-delayed')).toHaveLength(195);
    });

    it('T-LOG-02 counts the three usernames of a citizen as one', async () => {
      for (const username of [owner.fiscalCode, owner.serial, owner.email, owner.fiscalCode, owner.serial]) {
        expect(await check('wrong', { username })).toEqual({ outcome: 'wrong' });
      }
      expect(await check(PASSWORD, { username: owner.email })).toMatchObject({ outcome: 'wait' });
    });

    it('T-LOG-02 says until when to wait, and compares from that very millisecond', async () => {
      const until = testbed.clock.now() + MINUTE;
      for (let i = 0; i < 5; i++) await check('wrong');
      expect(await check(PASSWORD)).toEqual({ outcome: 'wait', until });
      testbed.clock.set(until - 1);
      expect(await check(PASSWORD)).toEqual({ outcome: 'wait', until });
      testbed.clock.set(until);
      expect(await check(PASSWORD)).toEqual(accepted());
    });

    it('starts the count anew when the password was right, and lets nobody outside see it', async () => {
      for (let i = 0; i < 4; i++) await check('wrong');
      expect(await check(PASSWORD)).toEqual(accepted());
      expect(await failures()).toBe(0);
      // The stranger's fifth is followed by a delay, as it would be without the owner.
      expect(await check('wrong')).toEqual({ outcome: 'wrong' });
      expect(await check('wrong')).toMatchObject({ outcome: 'wait' });
      expect(await failures()).toBe(1);
    });

    it('gives a right password its unit back, however often the owner signs in', async () => {
      for (let i = 0; i < 12; i++) expect(await check(PASSWORD)).toEqual(accepted());
    });

    it('lets right passwords pass that arrive together', async () => {
      const checks = await Promise.all(Array.from({ length: 5 }, () => check(PASSWORD)));
      expect(checks).toEqual(Array(5).fill(accepted()));
    });

    it('promise 5 compares 90 failures of strangers in a row, however slowly, and tells the owner', async () => {
      for (let i = 0; i < 90; i++) {
        expect(await check('wrong')).toEqual({ outcome: 'wrong' });
        testbed.clock.advance(DAY);
      }
      expect(testbed.sent.map(({ kind, to }) => ({ kind, to }))).toEqual([
        { kind: 'sms', to: owner.phone },
        { kind: 'email', to: owner.email },
      ]);
      // The right one is not compared any more, and nothing outside tells.
      for (let i = 0; i < 3; i++) {
        expect(await check(PASSWORD)).toEqual({ outcome: 'wrong' });
        testbed.clock.advance(DAY);
      }
      expect(await failures()).toBe(90);
      expect(testbed.sent).toHaveLength(2);
    });

    it('T-LOG-03 lets the owner’s own browser in while strangers fail all day', async () => {
      await rememberBrowser(testbed.database, owner.citizenId, 'own', testbed.clock.now());
      for (let i = 0; i < 5; i++) await check('wrong');
      expect(await check(PASSWORD)).toMatchObject({ outcome: 'wait' });
      expect(await check(PASSWORD, { browser: 'another' })).toMatchObject({ outcome: 'wait' });
      expect(await check(PASSWORD, { browser: 'own' })).toEqual(accepted());
    });

    it('T-LOG-03 gives all known browsers ten of the hundred together', async () => {
      for (const browser of ['one', 'two']) {
        await rememberBrowser(testbed.database, owner.citizenId, browser, testbed.clock.now());
      }
      for (let i = 0; i < 10; i++) {
        await check('wrong', { browser: i % 2 === 0 ? 'one' : 'two' });
        testbed.clock.advance(2 * HOUR);
      }
      // From here on it is counted like anybody.
      for (let i = 0; i < 90; i++) {
        await check('wrong', { browser: 'one' });
        testbed.clock.advance(2 * HOUR);
      }
      expect(await failures()).toBe(100);
      expect(await check(PASSWORD, { browser: 'one' })).toEqual({ outcome: 'wrong' });
    });

    it('a browser known to one account is a stranger to another', async () => {
      const other = await anActiveCitizen(testbed, 2);
      await rememberBrowser(testbed.database, other.citizenId, 'own', testbed.clock.now());
      for (let i = 0; i < 5; i++) await check('wrong', { browser: 'own' });
      expect(await check(PASSWORD, { browser: 'own' })).toMatchObject({ outcome: 'wait' });
    });

    it('T-LOG-04 does the same work and gives the same answers for unknown, suspended, never activated, empty', async () => {
      const suspended = await anActiveCitizen(testbed, 2);
      await suspend(testbed, suspended.citizenId);
      const registered = await aCitizen(testbed, 3);
      const cases: readonly [string, string][] = [
        [owner.fiscalCode, 'wrong'],
        [UNKNOWN, 'wrong'],
        [suspended.fiscalCode, PASSWORD],
        [registered.fiscalCode, PASSWORD],
        [owner.fiscalCode.replace(/.$/, '0'), ''],
      ];
      const seen = [];
      for (const [username, password] of cases) {
        const { ground, statements } = withStatements(testbed);
        let hashed = 0;
        const counting: PasswordHashing = {
          ...quickHashing,
          verify: (stored, secret) => {
            hashed++;
            return quickHashing.verify(stored, secret);
          },
        };
        const answers = [];
        for (let i = 0; i < 7; i++) {
          const attempt = { username, password, browser: 'some browser' };
          answers.push(await checkPassword(ground, attempt, counting));
          testbed.clock.advance(5 * SECOND);
        }
        testbed.clock.advance(-35 * SECOND);
        seen.push({ answers, hashed, statements });
      }
      expect(seen[0]?.hashed).toBe(5);
      expect(seen[0]?.answers.map(({ outcome }) => outcome)).toEqual([...Array(5).fill('wrong'), 'wait', 'wait']);
      for (const each of seen.slice(1)) expect(each).toEqual(seen[0]);
    });

    it('promise 6 takes no password of suspended credentials, also when it was being compared', async () => {
      let duringCompare = async () => {};
      const slow: PasswordHashing = {
        ...quickHashing,
        verify: async (stored, secret) => {
          await duringCompare();
          return await quickHashing.verify(stored, secret);
        },
      };
      const attempt = { username: owner.fiscalCode, password: PASSWORD, browser: null };
      expect(await checkPassword(testbed, attempt, slow)).toEqual(accepted());
      duringCompare = async () => void (await suspend(testbed, owner.citizenId));
      expect(await checkPassword(testbed, attempt, slow)).toEqual({ outcome: 'wrong' });
      expect(await mayUse(testbed.database, owner.citizenId, 1)).toBe(false);
      expect(await credentialsOf(testbed.database, owner.citizenId)).toMatchObject({ status: 'suspended' });
    });

    it('T-LOG-06 looks at no megabyte: nothing is counted and nothing hashed', async () => {
      const never: PasswordHashing = { ...quickHashing, verify: () => Promise.reject(new Error('hashed')) };
      const attempt = { username: owner.fiscalCode, password: 'Aa1-'.repeat(250_000), browser: null };
      expect(await checkPassword(testbed, attempt, never)).toEqual({ outcome: 'wrong' });
      expect(await failures()).toBe(0);
    });

    it('T-LOD-03 counts nothing when the pool is full', async () => {
      const full: PasswordHashing = { ...quickHashing, admit: () => Promise.reject(new PoolBusy()) };
      const attempt = { username: owner.fiscalCode, password: PASSWORD, browser: null };
      await expect(checkPassword(testbed, attempt, full)).rejects.toThrow(PoolBusy);
      expect(await failures()).toBe(0);
    });

    it('T-CRY-10 upgrades a hash of former parameters silently, and parallel sign-ins notice nothing', async () => {
      const before = await credentialsOf(testbed.database, owner.citizenId);
      const newer: PasswordHashing = {
        ...quickHashing,
        hash: async (secret) => `newer:${await quickHashing.hash(secret, systemRandom)}`,
        verify: (stored, secret) => quickHashing.verify(stored.replace('newer:', ''), secret),
        isCurrent: (stored) => stored.startsWith('newer:'),
      };
      const attempt = { username: owner.fiscalCode, password: PASSWORD, browser: null };
      const checks = await Promise.all([1, 2, 3].map(() => checkPassword(testbed, attempt, newer)));
      expect(checks).toEqual(Array(3).fill(accepted()));
      const row = await testbed.database.first<{ password_hash: string }>(
        'select password_hash from credentials where citizen_id = $1',
        owner.citizenId,
      );
      expect(row?.password_hash).toMatch(/^newer:/);
      expect(await credentialsOf(testbed.database, owner.citizenId)).toEqual(before);
    });

    it('works with the real hash', async () => {
      const passwordHash = await hashPassword(testbed, { citizenId: owner.citizenId, password: PASSWORD });
      await testbed.database.run(
        'update credentials set password_hash = $2 where citizen_id = $1',
        owner.citizenId,
        passwordHash,
      );
      const attempt = { username: owner.fiscalCode, browser: null };
      expect(await checkPassword(testbed, { ...attempt, password: PASSWORD }, argon2idHashing)).toEqual(accepted());
      expect(await checkPassword(testbed, { ...attempt, password: 'wrong' }, argon2idHashing)).toEqual({
        outcome: 'wrong',
      });
    });

    it('keeps no unknown name in clear, and none for longer than it makes a difference', async () => {
      for (let i = 0; i < 6; i++) await check('wrong', { username: UNKNOWN });
      await check('wrong');
      const rows = async () => await testbed.database.all('select * from password_failures order by failures');
      expect(JSON.stringify([await rows(), await testbed.events()])).not.toContain(UNKNOWN);
      testbed.clock.advance(DAY);
      await sweep(testbed);
      expect(await rows()).toHaveLength(2);
      testbed.clock.advance(1);
      await sweep(testbed);
      expect(await rows()).toHaveLength(1);
      expect(await failures()).toBe(1);
    });

    it('promise 2 has counted each failure that was answered, whenever the process is killed', async () => {
      const answered: unknown[] = [];
      for (const milliseconds of seededMoments('passwords', 3, 150)) {
        const input = { username: owner.fiscalCode };
        answered.push(...(await killedAfter(testbed, TRY_UNTIL_KILLED, { input, milliseconds })));
        testbed.clock.advance(200 * HOUR);
      }
      const compared = answered.filter((outcome) => outcome === 'wrong').length;
      expect(compared).toBeGreaterThan(0);
      expect(await failures()).toBeGreaterThanOrEqual(Math.min(compared, 90));
    });
  });
});
