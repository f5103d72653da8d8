import { MINUTE, SECOND } from '@tessera/base';
import { eachEngine, openTestbed, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LOGIN_LIFETIME } from './begin.ts';
import { agree, decline, dropProof } from './consent.ts';
import type { OpenLogin } from './open-login.ts';
import { provePassword } from './prove-password.ts';
import { proveCode } from './sign-in-code.ts';
import {
  codeSentTo,
  form,
  HOST,
  listeningProtocol,
  openOf,
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

  const agreement = { offlineAccess: true, session: null, browser: 'browser' };
  async function atConsent(changes: Parameters<typeof started>[1] = {}): Promise<OpenLogin> {
    const typed = { username: person.fiscalCode, password: PASSWORD, attempt: form('p'), browser: null, host: HOST };
    const login = openOf(await provePassword(bed, await started(bed, changes), typed, quickHashing));
    if (login.state.step !== 'awaiting-code') return login;
    return openOf(await proveCode(bed, login, { code: codeSentTo(bed.sent, person.phone), attempt: form('c') }));
  }

  describe('consent', () => {
    it('CON-02 releases the four data, with the level that was proven', async () => {
      const { tell, told } = listeningProtocol();
      const login = await atConsent({ minimumLevel: 2 });
      expect(await agree(bed, login, agreement, tell)).toMatchObject({ outcome: 'answered' });
      expect(told).toEqual([
        {
          outcome: 'authenticated',
          authentication: {
            subject: person.citizenId,
            level: 2,
            methods: ['password', 'sms-code'],
            means: '1',
            at: bed.clock.now(),
            released: {
              givenName: expect.any(String),
              familyName: expect.any(String),
              birthDate: '1980-03-10',
              fiscalCode: person.fiscalCode,
            },
            offlineAccess: false,
          },
        },
      ]);
      expect((await bed.events()).map(({ act }) => act)).toContain('login.answered');
    });

    it('T-PRV-04 releases no more than was asked', async () => {
      const { tell, told } = listeningProtocol();
      await agree(bed, await atConsent({ attributes: ['fiscalCode'] }), agreement, tell);
      await agree(bed, await atConsent({ attributes: [] }), agreement, tell);
      const released = told.map(
        (result) => result.outcome === 'authenticated' && Object.keys(result.authentication.released),
      );
      expect(released).toEqual([['fiscalCode'], []]);
    });

    it('gives offline access only where it was asked for and left on', async () => {
      const { tell, told } = listeningProtocol();
      await agree(bed, await atConsent({ offlineAccess: true }), agreement, tell);
      await agree(bed, await atConsent({ offlineAccess: true }), { ...agreement, offlineAccess: false }, tell);
      const offline = told.map((result) => result.outcome === 'authenticated' && result.authentication.offlineAccess);
      expect(offline).toEqual([true, false]);
    });

    it('CON-04 refused, it tells the service and releases nothing', async () => {
      const { tell, told } = listeningProtocol();
      await decline(bed, await atConsent(), tell);
      expect(told).toEqual([{ outcome: 'refused', reason: 'consent-refused' }]);
    });

    it('promise 11 stops rather than answer below the level asked', async () => {
      const { tell, told } = listeningProtocol();
      const login = await atConsent();
      const tampered = { ...login, request: { ...login.request, minimumLevel: 2 } } as const;
      await expect(agree(bed, tampered, agreement, tell)).rejects.toThrow();
      expect(told).toEqual([]);
      expect((await seen(bed, login)).state.step).toBe('awaiting-consent');
    });

    it('promise 29 ends whole or not at all: a protocol that fails leaves the login open', async () => {
      const login = await atConsent();
      const failing = async (): Promise<never> => {
        throw new Error('the protocol fails');
      };
      await expect(agree(bed, login, agreement, failing)).rejects.toThrow('the protocol fails');
      expect(await seen(bed, login)).toMatchObject({ version: login.version, state: { step: 'awaiting-consent' } });
    });
  });

  describe('what cannot be written down', () => {
    it('promise 21, promise 32 does not happen: without its event nothing is answered, nobody is let in', async () => {
      const { tell } = listeningProtocol();
      const login = await atConsent();
      const record = async (): Promise<never> => {
        throw new Error('the audit trail is full');
      };
      await expect(agree({ ...bed, audit: { record } }, login, agreement, tell)).rejects.toThrow('full');
      await expect(decline({ ...bed, audit: { record } }, login, tell)).rejects.toThrow('full');
      expect(await seen(bed, login)).toMatchObject({ version: login.version, state: { step: 'awaiting-consent' } });
      expect(await bed.database.all('select digest from sign_on_sessions order by digest')).toEqual([]);
    });
  });

  describe('answer', () => {
    it('promise 8 is given once, whatever arrives at once', async () => {
      const { tell, told } = listeningProtocol();
      const login = await atConsent();
      const forms = Array.from({ length: 10 }, (_, i) =>
        i % 2 === 0 ? agree(bed, login, agreement, tell) : decline(bed, login, tell),
      );
      const conclusions = await Promise.all(forms);
      expect(told).toHaveLength(1);
      const answers = conclusions.map((one) => one.outcome === 'answered' && JSON.stringify(one.answer));
      expect(new Set(answers).size).toBe(1);
      expect(answers[0]).toContain('answer=1');
    });

    it('promise 29 is the same when the form comes again, for as long as a code lives', async () => {
      const { tell, told } = listeningProtocol();
      const login = await atConsent();
      const first = await agree(bed, login, agreement, tell);
      bed.clock.advance(59 * SECOND);
      const again = await agree(bed, await seen(bed, login), agreement, tell);
      expect(again).toMatchObject({ outcome: 'answered', session: null });
      expect('answer' in again && 'answer' in first && again.answer).toEqual('answer' in first && first.answer);
      bed.clock.advance(1 * SECOND);
      expect(await agree(bed, await seen(bed, login), agreement, tell)).toEqual({ outcome: 'already-answered' });
      expect(told).toHaveLength(1);
    });

    it('promise 19 is kept sealed', async () => {
      const { tell } = listeningProtocol();
      const login = await atConsent();
      await agree(bed, login, agreement, tell);
      const row = await bed.database.first<{ answer: Uint8Array }>('select answer from logins where id = $1', login.id);
      expect(Buffer.from(row?.answer ?? []).toString('latin1')).not.toContain('example.it');
      const whole = JSON.stringify(await bed.database.all('select state, request from logins order by id'));
      expect(whole).not.toContain(person.fiscalCode);
      expect(whole).not.toContain(person.phone);
    });
  });

  describe('leaving', () => {
    it('IDP-23 from the password, from the code, from a page that explains', async () => {
      const { tell, told } = listeningProtocol();
      await decline(bed, await started(bed), tell);
      await decline(bed, await started(bed, { minimumLevel: 3 }), tell);
      const slow = await started(bed);
      bed.clock.advance(LOGIN_LIFETIME);
      await decline(bed, await seen(bed, slow), tell);
      const reasons = told.map((result) => result.outcome === 'refused' && result.reason);
      expect(reasons).toEqual(['cancelled', 'level-not-reachable', 'timed-out']);
    });

    it('“Non sei tu?” forgets what was proven', async () => {
      const login = await atConsent({ minimumLevel: 2 });
      const dropped = openOf(await dropProof(bed, login));
      expect(dropped.state).toEqual({ step: 'awaiting-password', aim: 2 });
      bed.clock.advance(MINUTE);
      expect((await seen(bed, dropped)).state.step).toBe('awaiting-password');
    });
  });
});
