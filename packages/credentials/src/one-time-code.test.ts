import { HOUR, MINUTE, SECOND } from '@tessera/base';
import { eachEngine, inProcesses, killedAfter, openTestbed, seededMoments, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { codeMessage } from './code-message.ts';
import { CODE_LIFETIME, parseOneTimeCode } from './one-time-code.ts';
import { type CodeDoor, findCode } from './one-time-code-store.ts';
import { redeemOneTimeCode } from './redeem-one-time-code.ts';
import { sendOneTimeCode } from './send-one-time-code.ts';
import type { Asked, Asking } from './testing/ask-for-codes.ts';
import type { Guesses } from './testing/guess-a-code.ts';
import { codeIn, phoneOf, readable, rooms } from './testing/people.ts';

const GUESS = new URL('./testing/guess-a-code.ts', import.meta.url);
const ASK = new URL('./testing/ask-for-codes.ts', import.meta.url);
const GUESS_UNTIL_KILLED = new URL('./testing/guess-until-killed.ts', import.meta.url);
const login = (flow: string): CodeDoor => ({ purpose: 'login', flow });

describe('a typed code', () => {
  it('may have blanks, dots and hyphens, and is six digits', () => {
    expect([' 123 456 ', '12.34.56', '123-456'].map(parseOneTimeCode)).toEqual(Array(3).fill('123456'));
    expect(['', '12345', '1234567', '12345a', '１２３４５６', '١٢٣٤٥٦', '+12345'].map(parseOneTimeCode)).toEqual(
      Array(7).fill(null),
    );
  });
});

eachEngine((engine) => {
  describe('one-time code', () => {
    let testbed: Testbed;
    beforeEach(async () => {
      testbed = await openTestbed(engine, { migrations: rooms });
    });
    afterEach(() => testbed.close());

    const send = async (door: CodeDoor, number = 1) => {
      const to = { kind: 'sms', address: phoneOf(number) } as const;
      const compose = (code: string) =>
        codeMessage(to, code, { language: 'it', purpose: 'per provare', host: 'idp.example' });
      return await sendOneTimeCode(testbed, { ...door, citizenId: 'someone', to, compose });
    };
    const sentCode = async (door: CodeDoor, number = 1): Promise<string> => {
      expect(await send(door, number)).toMatchObject({ outcome: 'sent' });
      return codeIn(testbed.sent.at(-1) as { text: string });
    };
    /** Another code than this one. */
    const wrong = (code: string, by = 1) => String((Number(code) + by) % 1_000_000).padStart(6, '0');
    const actsOf = async () => (await testbed.events()).map(({ act }) => act.replace('credentials.code-', ''));

    it('T-ACT-12 is accepted once and never again', async () => {
      const code = await sentCode(login('a'));
      expect(await redeemOneTimeCode(testbed, login('a'), code)).toEqual({ outcome: 'accepted' });
      expect(await redeemOneTimeCode(testbed, login('a'), code)).toEqual({ outcome: 'expired' });
    });

    it('T-ACT-12 is accepted once of a hundred that arrive together from two processes (promise 8)', async () => {
      const code = await sentCode(login('a'));
      const typed = Array<string>(50).fill(code);
      const outcomes = await inProcesses<Guesses, string[]>(testbed, GUESS, [
        { door: login('a'), typed },
        { door: login('a'), typed },
      ]);
      expect(outcomes.flat().filter((outcome) => outcome === 'accepted')).toHaveLength(1);
      expect((await actsOf()).filter((act) => act === 'accepted')).toHaveLength(1);
    });

    it('T-ACT-11 is compared five times and not a sixth, right or wrong', async () => {
      const code = await sentCode(login('a'));
      for (const guessesLeft of [4, 3, 2, 1, 0]) {
        expect(await redeemOneTimeCode(testbed, login('a'), wrong(code))).toEqual({ outcome: 'wrong', guessesLeft });
      }
      expect(await redeemOneTimeCode(testbed, login('a'), code)).toEqual({ outcome: 'exhausted' });
    });

    it('T-ACT-11 gives a burst of a hundred guesses over two processes five compares', async () => {
      const code = await sentCode(login('a'));
      const typed = Array.from({ length: 50 }, (_, by) => wrong(code, by + 1));
      const outcomes = await inProcesses<Guesses, string[]>(testbed, GUESS, [
        { door: login('a'), typed },
        { door: login('a'), typed },
      ]);
      expect(outcomes.flat().filter((outcome) => outcome === 'wrong')).toHaveLength(5);
      expect(outcomes.flat().filter((outcome) => outcome === 'exhausted')).toHaveLength(95);
      expect((await findCode(testbed.database, login('a')))?.guesses).toBe(5);
      const acts = await actsOf();
      expect(acts.filter((act) => act === 'wrong')).toHaveLength(5);
      expect(acts.filter((act) => act === 'exhausted')).toHaveLength(95);
    });

    it('T-ACT-11 compares ten wrong ones a day for each contact, over all of its flows', async () => {
      const began = testbed.clock.now();
      for (const flow of ['a', 'b']) {
        const code = await sentCode(login(flow));
        for (let i = 0; i < 5; i++) await redeemOneTimeCode(testbed, login(flow), wrong(code));
        testbed.clock.advance(MINUTE);
      }
      const until = began + 24 * HOUR;
      const code = await sentCode(login('c'));
      expect(await redeemOneTimeCode(testbed, login('c'), code)).toEqual({ outcome: 'too-many', until });
      // Another contact is not touched, and this one is free again after a day.
      const other = await sentCode(login('d'), 2);
      expect(await redeemOneTimeCode(testbed, login('d'), other)).toEqual({ outcome: 'accepted' });
      testbed.clock.set(until);
      const next = await sentCode(login('e'));
      expect(await redeemOneTimeCode(testbed, login('e'), next)).toEqual({ outcome: 'accepted' });
    });

    it('T-ACT-11 compares ten wrong ones when the guesses of three flows arrive together', async () => {
      const flows = ['a', 'b', 'c'];
      const typed: [CodeDoor, string][] = [];
      for (const flow of flows) {
        const code = await sentCode(login(flow));
        for (let by = 1; by <= 5; by++) typed.push([login(flow), wrong(code, by)]);
        testbed.clock.advance(MINUTE);
      }
      const checks = await Promise.all(typed.map(([door, code]) => redeemOneTimeCode(testbed, door, code)));
      expect(checks.filter(({ outcome }) => outcome === 'wrong')).toHaveLength(10);
      expect(checks.filter(({ outcome }) => outcome === 'too-many')).toHaveLength(5);
    });

    it('gives the contact its unit back for a right one, and no more', async () => {
      for (let i = 0; i < 12; i++) {
        const code = await sentCode(login(`right ${i}`));
        expect(await redeemOneTimeCode(testbed, login(`right ${i}`), code)).toEqual({ outcome: 'accepted' });
        testbed.clock.advance(15 * MINUTE);
      }
      const code = await sentCode(login('wrong'));
      expect(await redeemOneTimeCode(testbed, login('wrong'), wrong(code))).toEqual({
        outcome: 'wrong',
        guessesLeft: 4,
      });
    });

    it('T-ACT-12 is refused from the very millisecond it expires', async () => {
      const [one, two] = [await sentCode(login('a'), 1), await sentCode(login('b'), 2)];
      testbed.clock.advance(CODE_LIFETIME - 1);
      expect(await redeemOneTimeCode(testbed, login('a'), one)).toEqual({ outcome: 'accepted' });
      testbed.clock.advance(1);
      expect(await redeemOneTimeCode(testbed, login('b'), two)).toEqual({ outcome: 'expired' });
      // Right and wrong are one from then on: nothing is compared, and no guess is spent.
      expect(await redeemOneTimeCode(testbed, login('b'), wrong(two))).toEqual({ outcome: 'expired' });
      expect((await findCode(testbed.database, login('b')))?.guesses).toBe(0);
    });

    it('T-ACT-12 opens its own flow and its own purpose alone', async () => {
      const code = await sentCode(login('a'));
      await sentCode(login('b'), 2);
      const doors: CodeDoor[] = [login('b'), { purpose: 'activation-phone', flow: 'a' }, login('never sent')];
      for (const door of doors) {
        expect((await redeemOneTimeCode(testbed, door, code)).outcome).toMatch(/^(wrong|expired)$/);
      }
      expect(await redeemOneTimeCode(testbed, login('a'), code)).toEqual({ outcome: 'accepted' });
    });

    it('T-ACT-12 dies when another is sent to the same flow', async () => {
      const first = await sentCode(login('a'));
      testbed.clock.advance(MINUTE);
      const second = await sentCode(login('a'));
      expect(first).not.toBe(second);
      expect(await redeemOneTimeCode(testbed, login('a'), first)).toEqual({ outcome: 'wrong', guessesLeft: 4 });
      expect(await redeemOneTimeCode(testbed, login('a'), second)).toEqual({ outcome: 'accepted' });
    });

    it('does what follows from it in the transaction that uses it up, or not at all', async () => {
      const code = await sentCode(login('a'));
      const failing = redeemOneTimeCode(testbed, login('a'), code, () => Promise.reject(new Error('the disk is full')));
      await expect(failing).rejects.toThrow('the disk is full');
      expect(await redeemOneTimeCode(testbed, login('a'), code)).toEqual({ outcome: 'accepted' });
    });

    it('T-ACT-13 leaves at most once in 60 seconds, and the answer says when', async () => {
      const now = testbed.clock.now();
      expect(await send(login('a'))).toEqual({
        outcome: 'sent',
        expiresAt: now + 10 * MINUTE,
        resendAt: now + 60 * SECOND,
      });
      testbed.clock.advance(60 * SECOND - 1);
      expect(await send(login('b'))).toEqual({ outcome: 'wait', until: now + 60 * SECOND });
      testbed.clock.advance(1);
      expect(await send(login('b'))).toMatchObject({ outcome: 'sent' });
      expect(testbed.sent).toHaveLength(2);
    });

    it('T-ACT-13 leaves at most five times an hour for each contact', async () => {
      const began = testbed.clock.now();
      for (let i = 0; i < 5; i++) {
        await sentCode(login('a'));
        testbed.clock.advance(2 * MINUTE);
      }
      expect(await send(login('a'))).toEqual({ outcome: 'too-many', until: began + HOUR });
      testbed.clock.set(began + HOUR);
      expect(await send(login('a'))).toMatchObject({ outcome: 'sent' });
      expect(testbed.sent).toHaveLength(6);
    });

    it('T-ACT-13 leaves once when fifty ask together over two processes, and that code is the valid one', async () => {
      const asking: Asking = { citizenId: 'someone', phone: phoneOf(1), times: 25 };
      const asked = await inProcesses<Asking, Asked>(testbed, ASK, [asking, asking]);
      const outcomes = asked.flatMap((each) => each.outcomes);
      expect(outcomes.filter((outcome) => outcome === 'sent')).toHaveLength(1);
      expect(outcomes.filter((outcome) => outcome === 'wait')).toHaveLength(49);
      const messages = asked.flatMap((each) => each.sent);
      expect(messages).toHaveLength(1);
      const code = codeIn({ text: messages[0] ?? '' });
      expect(await redeemOneTimeCode(testbed, login('one-login'), code)).toEqual({ outcome: 'accepted' });
    });

    it('leaves what a stranger can ask for out of the owner’s budgets (promise 4)', async () => {
      const recovery: CodeDoor = { purpose: 'recovery', flow: 'a' };
      const began = testbed.clock.now();
      for (let i = 0; i < 2; i++) {
        const code = await sentCode({ ...recovery, flow: `${i}` });
        for (let by = 1; by <= 5; by++)
          await redeemOneTimeCode(testbed, { ...recovery, flow: `${i}` }, wrong(code, by));
        testbed.clock.advance(MINUTE);
      }
      const spent = await sentCode(recovery);
      expect(await redeemOneTimeCode(testbed, recovery, spent)).toEqual({
        outcome: 'too-many',
        until: began + 24 * HOUR,
      });
      const code = await sentCode(login('a'));
      expect(await redeemOneTimeCode(testbed, login('a'), code)).toEqual({ outcome: 'accepted' });
    });

    it('promise 4 every sign-in takes from the one budget of its contact, and every recovery from another', async () => {
      await sentCode(login('a'));
      expect(await send(login('b'))).toMatchObject({ outcome: 'wait' });
      expect(await send({ purpose: 'recovery', flow: 'a' })).toMatchObject({ outcome: 'sent' });
      expect(await send({ purpose: 'recovery', flow: 'b' })).toMatchObject({ outcome: 'wait' });
    });

    it('ACT-36 whoever has just activated signs in at once: an activation has a budget of its own', async () => {
      await sentCode({ purpose: 'activation-phone', flow: 'a' });
      expect(await send({ purpose: 'activation-phone', flow: 'b' })).toMatchObject({ outcome: 'wait' });
      expect(await send(login('a'))).toMatchObject({ outcome: 'sent' });
    });

    it('keeps no code and no contact in the table, and tells neither to the audit trail', async () => {
      const code = await sentCode(login('a'));
      await redeemOneTimeCode(testbed, login('a'), code);
      const rows = await testbed.database.all('select * from one_time_codes order by id');
      const windows = await testbed.database.all('select * from rolling_windows order by kind');
      const told = readable([...rows, ...windows]) + JSON.stringify(await testbed.events());
      for (const secret of [code, phoneOf(1), phoneOf(1).slice(3)]) expect(told).not.toContain(secret);
    });

    it('promise 2 has counted each guess that was answered, whenever the process is killed', async () => {
      const doors = Array.from({ length: 200 }, (_, flow) => login(`killed ${flow}`));
      for (const [number, door] of doors.entries()) await sentCode(door, number);
      const compared = new Map<string, number>();
      for (const milliseconds of seededMoments('codes', 3, 250)) {
        const answered = await killedAfter<{ flow: string; outcome: string }>(testbed, GUESS_UNTIL_KILLED, {
          input: doors,
          milliseconds,
        });
        for (const { flow, outcome } of answered) {
          if (outcome === 'wrong') compared.set(flow, (compared.get(flow) ?? 0) + 1);
        }
      }
      expect(compared.size).toBeGreaterThan(0);
      for (const [flow, times] of compared) {
        expect((await findCode(testbed.database, login(flow)))?.guesses, flow).toBeGreaterThanOrEqual(times);
      }
      const acts = await actsOf();
      const guesses = await testbed.database.first<{ all: number }>(
        'select cast(sum(guesses) as bigint) as "all" from one_time_codes',
      );
      // A crash between count and answer costs a guess and never gives one.
      expect(guesses?.all).toBeGreaterThanOrEqual(acts.filter((act) => act === 'wrong').length);
    });
  });
});
