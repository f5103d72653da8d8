import { HOUR, MINUTE, SECOND } from '@tessera/base';
import { suspend } from '@tessera/credentials';
import { eachEngine, openTestbed, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LOGIN_LIFETIME } from './begin.ts';
import { agree } from './consent.ts';
import { forgetOld } from './forget-old.ts';
import { type OpenLogin, openLogin } from './open-login.ts';
import { provePassword } from './prove-password.ts';
import { awaitsCode, proveCode, resendCode, settleForLevel1 } from './sign-in-code.ts';
import {
  codeSentTo,
  form,
  HOST,
  listeningProtocol,
  openOf,
  otherThan,
  PASSWORD,
  type Person,
  personWithCredentials,
  quickHashing,
  seen,
  started,
  tables,
} from './testing/people.ts';

eachEngine((engine) => {
  let bed: Testbed;
  let person: Person;
  beforeEach(async () => {
    bed = await openTestbed(engine, { migrations: tables });
    person = await personWithCredentials(bed);
    bed.sent.length = 0;
  });
  afterEach(() => bed.close());

  const password = (login: OpenLogin, changes: { password?: string; username?: string; attempt?: string } = {}) =>
    provePassword(
      bed,
      login,
      { username: person.fiscalCode, password: PASSWORD, attempt: form('p'), browser: null, host: HOST, ...changes },
      quickHashing,
    );
  const atCode = async (changes = {}) => openOf(await password(await started(bed, { minimumLevel: 2, ...changes })));
  const code = (login: OpenLogin, typed = codeSentTo(bed.sent, person.phone), attempt = form('c')) =>
    proveCode(bed, login, { code: typed, attempt });
  const agreement = { offlineAccess: false, session: null, browser: 'browser' };

  describe('level 1', () => {
    it('IDP-21 asks for the password and nothing else', async () => {
      const login = openOf(await password(await started(bed)));
      expect(login.state).toMatchObject({ step: 'awaiting-consent', proof: { methods: ['password'] } });
      expect(bed.sent).toEqual([]);
    });

    it('promise 7 answers a wrong password and an unknown name alike, and stays where it was', async () => {
      const login = await started(bed);
      expect(await password(login, { password: 'Sbagliata-9-xx' })).toEqual({ outcome: 'wrong' });
      expect(await password(login, { username: 'RSSMRA80A01H501U' })).toEqual({ outcome: 'wrong' });
      expect(await password(login, { password: '' })).toEqual({ outcome: 'wrong' });
      expect(await seen(bed, login)).toMatchObject({ version: 1, state: { step: 'awaiting-password' } });
    });

    it('promise 6 takes no password of suspended credentials', async () => {
      await suspend(bed, person.citizenId);
      expect(await password(await started(bed))).toEqual({ outcome: 'wrong' });
    });

    it('tells who tries too often how long to wait', async () => {
      const login = await started(bed);
      for (let i = 0; i < 5; i++) expect((await password(login, { password: 'Sbagliata-9-xx' })).outcome).toBe('wrong');
      const sixth = await password(login);
      expect(sixth).toMatchObject({ outcome: 'wait' });
      if (sixth.outcome === 'wait') expect(sixth.until).toBeGreaterThan(bed.clock.now());
    });
  });

  describe('level 2', () => {
    it('IDP-13 sends a code that names the service and is bound to the page (T-LOG-24)', async () => {
      const login = await atCode();
      expect(awaitsCode(login) && login.state.code).toMatchObject({
        phoneEnding: person.phone.slice(-2),
        sending: { outcome: 'sent' },
      });
      const [sms] = bed.sent;
      expect(sms?.kind === 'sms' && sms.text).toMatch(/^\d{6} .*Comune di Esempio/);
      expect(sms?.kind === 'sms' && sms.text).toMatch(/\n\n@login\.example\.it #\d{6}$/);
    });

    it('promise 21 writes each step into the trail, beginning with the request', async () => {
      const login = openOf(await code(await atCode()));
      await agree(bed, login, agreement, listeningProtocol().tell);
      expect((await bed.events()).map(({ act }) => act).slice(-5)).toEqual([
        'login.began',
        'credentials.password-accepted',
        'credentials.code-sent',
        'credentials.code-accepted',
        'login.answered',
      ]);
    });

    it('sends SMS also to those who chose the app: no device is certified yet', async () => {
      person = await personWithCredentials(bed, { secondFactor: 'app' });
      expect((await atCode()).state.step).toBe('awaiting-code');
      expect(codeSentTo(bed.sent, person.phone)).toMatch(/^\d{6}$/);
    });

    it('writes in the citizen’s language', async () => {
      person = await personWithCredentials(bed, { language: 'de' });
      await atCode();
      const [sms] = bed.sent;
      expect(sms?.kind === 'sms' && sms.text).toContain('für den Zugang zu Comune di Esempio');
    });

    it('rises to level 2 with the right code, once', async () => {
      const login = await atCode();
      const risen = openOf(await code(login));
      expect(risen.state).toMatchObject({ step: 'awaiting-consent', proof: { methods: ['password', 'sms-code'] } });
      expect(await code(await seen(bed, risen))).toMatchObject({ outcome: 'open', login: { version: risen.version } });
    });

    it('counts wrong codes down to a dead one', async () => {
      const login = await atCode();
      const wrong = otherThan(codeSentTo(bed.sent, person.phone));
      for (const guessesLeft of [4, 3, 2, 1, 0])
        expect(await code(login, wrong)).toEqual({ outcome: 'wrong', guessesLeft });
      expect(await code(login)).toEqual({ outcome: 'exhausted' });
      expect((await seen(bed, login)).state.step).toBe('awaiting-code');
    });

    it('promise 4 takes no code of another login', async () => {
      const first = await atCode();
      const codeOfFirst = codeSentTo(bed.sent, person.phone);
      bed.clock.advance(61 * SECOND);
      const second = await atCode();
      expect(await code(second, codeOfFirst)).toEqual({ outcome: 'wrong', guessesLeft: 4 });
      expect((await seen(bed, first)).state.step).toBe('awaiting-code');
    });

    it('tells that no message left when one left a moment ago for another login', async () => {
      await atCode();
      const login = await atCode();
      expect(awaitsCode(login) && login.state.code.sending.outcome).toBe('wait');
      expect(bed.sent).toHaveLength(1);
    });

    it('C-11 sends another one after a minute; only the newest works', async () => {
      const login = await atCode();
      const former = codeSentTo(bed.sent, person.phone);
      if (!awaitsCode(login)) throw new Error('no code is awaited');
      expect((await resendCode(bed, login, HOST)).sending).toMatchObject({ outcome: 'wait' });
      bed.clock.advance(61 * SECOND);
      const { sending, opened } = await resendCode(bed, login, HOST);
      expect(sending?.outcome).toBe('sent');
      const now = openOf(opened);
      expect(awaitsCode(now) && now.state.code.sending).toEqual(sending);
      const newest = codeSentTo(bed.sent, person.phone);
      if (former !== newest) expect(await code(now, former)).toMatchObject({ outcome: 'wrong' });
      expect(openOf(await code(now, newest)).state.step).toBe('awaiting-consent');
    });

    it('a service that prefers level 2 and takes level 1 lets the citizen go on without the code', async () => {
      const login = await atCode({ minimumLevel: 1, preferredLevel: 2 });
      const settled = openOf(await settleForLevel1(bed, login));
      expect(settled.state).toMatchObject({ step: 'awaiting-consent', proof: { methods: ['password'] } });
    });

    it('T-LOG-14 a service that asks for level 2 does not', async () => {
      const login = await atCode();
      expect(openOf(await settleForLevel1(bed, login)).state.step).toBe('awaiting-code');
    });

    it('promise 6 goes back to the password when the credentials are suspended on the way', async () => {
      const login = await atCode();
      await suspend(bed, person.citizenId);
      expect((await seen(bed, login)).state).toEqual({ step: 'awaiting-password', aim: 2 });
      const { tell, told } = listeningProtocol();
      expect(openOf(await agree(bed, await seen(bed, login), agreement, tell)).state.step).toBe('awaiting-password');
      expect(told).toEqual([]);
    });
  });

  describe('level 3', () => {
    it('is refused before anything is typed, with its reason', async () => {
      const login = await started(bed, { minimumLevel: 3 });
      expect(login.state).toEqual({ step: 'refused', because: 'card-not-readable' });
      expect(openOf(await password(login)).state.step).toBe('refused');
    });
  });

  describe('the browser that began', () => {
    it('promise 13 is the only one that may go on', async () => {
      const login = await started(bed);
      for (const token of [null, 'x', (await started(bed)).token]) {
        expect(await openLogin(bed, { id: login.id, token, attempt: form('p') })).toEqual({ outcome: 'other-browser' });
      }
      expect(await openLogin(bed, { id: 'no-such', token: login.token, attempt: null })).toEqual({
        outcome: 'unknown',
      });
    });

    it('T-LOG-16 holds a new token after each rise; the old ones are dead', async () => {
      const begun = await started(bed, { minimumLevel: 2 });
      const proven = openOf(await password(begun));
      const risen = openOf(await code(proven));
      expect(new Set([begun.token, proven.token, risen.token]).size).toBe(3);
      for (const { token } of [begun, proven]) {
        expect(await openLogin(bed, { id: begun.id, token, attempt: null })).toEqual({ outcome: 'other-browser' });
        expect(await openLogin(bed, { id: begun.id, token, attempt: form('x') })).toEqual({ outcome: 'other-browser' });
      }
    });
  });

  describe('forms sent twice', () => {
    it('T-INF-08 give one login, one message and one token, at once and one after the other', async () => {
      const begun = await started(bed, { minimumLevel: 2 });
      const [one, two] = await Promise.all([password(begun), password(begun)]);
      expect(openOf(one).token).toBe(openOf(two).token);
      expect(openOf(two)).toMatchObject({ version: 2, state: { step: 'awaiting-code' } });
      expect(bed.sent).toHaveLength(1);
      const again = openOf(await openLogin(bed, { id: begun.id, token: begun.token, attempt: form('p') }));
      expect(again.token).toBe(openOf(one).token);
      expect(awaitsCode(again) && again.state.code.sending.outcome).toBe('sent');

      const results = await Promise.all([code(again), code(again), code(again)]);
      const tokens = results.flatMap((result) => ('login' in result ? [result.login.token] : []));
      expect(tokens.length).toBeGreaterThan(0);
      expect(new Set(tokens).size).toBe(1);
      expect(openOf(await openLogin(bed, { id: begun.id, token: again.token, attempt: form('c') }))).toMatchObject({
        version: 3,
        state: { step: 'awaiting-consent' },
        token: tokens[0],
      });
    });

    it('a right code after the login has moved leads on, and is no error', async () => {
      const login = await atCode();
      const typed = codeSentTo(bed.sent, person.phone);
      const risen = openOf(await code(login, typed));
      expect(openOf(await code(login, typed)).token).toBe(risen.token);
    });
  });

  describe('time', () => {
    it('T-LOG-23 is over after ten minutes, to the second', async () => {
      const login = openOf(await password(await started(bed)));
      bed.clock.advance(LOGIN_LIFETIME - 1);
      expect((await seen(bed, login)).state.step).toBe('awaiting-consent');
      bed.clock.advance(1);
      expect((await seen(bed, login)).state).toEqual({ step: 'refused', because: 'timed-out' });
      const { tell, told } = listeningProtocol();
      expect(openOf(await agree(bed, await seen(bed, login), agreement, tell)).state.step).toBe('refused');
      expect(told).toEqual([]);
    });

    it('a code outlives neither its ten minutes nor the login', async () => {
      const login = await atCode();
      bed.clock.advance(10 * MINUTE);
      expect(openOf(await code(login)).state).toEqual({ step: 'refused', because: 'timed-out' });
    });

    it('days later nothing is left of it', async () => {
      const login = await atCode();
      bed.clock.advance(24 * HOUR);
      await forgetOld(bed);
      expect(await openLogin(bed, { id: login.id, token: login.token, attempt: null })).toEqual({ outcome: 'unknown' });
    });
  });
});
