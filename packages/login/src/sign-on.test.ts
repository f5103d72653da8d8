import { MINUTE } from '@tessera/base';
import { beginRecovery, redeemRecoveryCode, setRecoveredPassword, suspend } from '@tessera/credentials';
import { eachEngine, openTestbed, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { agree } from './consent.ts';
import { provePassword } from './prove-password.ts';
import { SIGN_ON_IDLE_MAX, SIGN_ON_LIFETIME, signedOn, signOff } from './sign-on.ts';
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
  });
  afterEach(() => bed.close());

  const { tell } = listeningProtocol();
  async function signIn(session: string | null = null): Promise<string> {
    const typed = { username: person.fiscalCode, password: PASSWORD, attempt: form('p'), browser: null, host: HOST };
    const login = openOf(await provePassword(bed, await started(bed, { forceFresh: true }), typed, quickHashing));
    const conclusion = await agree(bed, login, { offlineAccess: false, session, browser: 'browser' }, tell);
    if (conclusion.outcome !== 'answered' || conclusion.session === null) throw new Error('no session began');
    return conclusion.session;
  }
  const stepWith = async (session: string | null, changes = {}) => (await started(bed, changes, session)).state.step;

  describe('sign-on session', () => {
    it('serves level 1 without the password, and consent all the same (CON-01)', async () => {
      const login = await started(bed, {}, await signIn());
      expect(login.state).toMatchObject({
        step: 'awaiting-consent',
        proof: { citizenId: person.citizenId, methods: ['session'] },
      });
    });

    it('T-LOG-15 serves neither level 2 nor 3, nor a service that wants a fresh proof', async () => {
      const session = await signIn();
      expect(await stepWith(session, { minimumLevel: 2 })).toBe('awaiting-password');
      expect(await stepWith(session, { minimumLevel: 1, preferredLevel: 2 })).toBe('awaiting-password');
      expect(await stepWith(session, { forceFresh: true })).toBe('awaiting-password');
      expect(await stepWith(session, { minimumLevel: 3 })).toBe('refused');
    });

    it('serves nobody with a token that is not one', async () => {
      await signIn();
      for (const token of [null, '', 'x', form('guess')]) expect(await stepWith(token)).toBe('awaiting-password');
    });

    it('T-LOG-23 ends after half an hour without use', async () => {
      const session = await signIn();
      for (let i = 0; i < 3; i++) {
        bed.clock.advance(SIGN_ON_IDLE_MAX - 1);
        expect(await stepWith(session)).toBe('awaiting-consent');
      }
      bed.clock.advance(SIGN_ON_IDLE_MAX);
      expect(await stepWith(session)).toBe('awaiting-password');
    });

    it('T-LOG-23 ends after twelve hours, however much it is used', async () => {
      const session = await signIn();
      for (let passed = 20 * MINUTE; passed < SIGN_ON_LIFETIME; passed += 20 * MINUTE) {
        bed.clock.advance(20 * MINUTE);
        expect(await signedOn(bed.database, bed, session)).not.toBeNull();
      }
      bed.clock.advance(20 * MINUTE);
      expect(await signedOn(bed.database, bed, session)).toBeNull();
    });

    it('T-LOG-16 begins with a new token, and the browser’s former one is dead', async () => {
      const former = await signIn();
      const newer = await signIn(former);
      expect(newer).not.toBe(former);
      expect(await stepWith(former)).toBe('awaiting-password');
      expect(await stepWith(newer)).toBe('awaiting-consent');
    });

    it('T-LOG-21 ends with “Esci”, and when the credentials are suspended', async () => {
      const [left, locked] = [await signIn(), await signIn()];
      await bed.database.transaction((sql) => signOff(sql, bed, left));
      expect(await stepWith(left)).toBe('awaiting-password');
      expect(await stepWith(locked)).toBe('awaiting-consent');
      await suspend(bed, person.citizenId);
      expect(await stepWith(locked)).toBe('awaiting-password');
    });

    it('T-LOG-21 ends with a recovered password, and so does a login on its way', async () => {
      const session = await signIn();
      const typed = { username: person.fiscalCode, password: PASSWORD, attempt: form('p'), browser: null, host: HOST };
      const onItsWay = openOf(await provePassword(bed, await started(bed), typed, quickHashing));

      const filledIn = { username: person.fiscalCode, via: 'sms', browser: 'browser', form: form('r') } as const;
      const { token } = await bed.database.transaction((sql) => beginRecovery(sql, bed, { ...filledIn, host: HOST }));
      await redeemRecoveryCode(bed, { token, typed: codeSentTo(bed.sent, person.phone) });
      const chosen = { token, password: 'Girasole-8-giallo', form: form('n') };
      const recovered = await setRecoveredPassword(bed, chosen, quickHashing);
      expect(recovered.outcome).toBe('changed');

      expect(await stepWith(session)).toBe('awaiting-password');
      expect((await seen(bed, onItsWay)).state.step).toBe('awaiting-password');
    });
  });
});
