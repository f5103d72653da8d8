import type { AuthenticationRequest } from '@tessera/assurance';
import { MINUTE } from '@tessera/base';
import { suspend } from '@tessera/credentials';
import { eachEngine, openTestbed, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chooseCard, choosePassword } from './choose-card.ts';
import { agree, decline, dropProof } from './consent.ts';
import { openLogin } from './open-login.ts';
import { proveCard } from './prove-card.ts';
import { askCard, CARD_REQUEST_LIFETIME, recordReading, takeCardRequest } from './read-card.ts';
import { signedOn } from './sign-on.ts';
import { atComputer, type CardHolder, genuine, personWithCard, readAt, revoke } from './testing/card-holder.ts';
import { listeningProtocol, openOf, seen, started, tables } from './testing/people.ts';

const LEVEL_3 = { minimumLevel: 3 } as const;
const agreement = { offlineAccess: false, session: null, browser: 'browser' };

eachEngine((engine) => {
  let bed: Testbed;
  let holder: CardHolder;
  beforeEach(async () => {
    bed = await openTestbed(engine, { migrations: tables });
    holder = await personWithCard(bed);
  });
  afterEach(() => bed.close());

  const begin = (changes: Partial<AuthenticationRequest> = LEVEL_3) => started(bed, changes, null, true);
  const acts = async () => (await bed.events()).map(({ act }) => act);

  describe('where a login begins', () => {
    it('IDP-16 level 3 begins at the card, and lower levels at the password, with the card one choice away', async () => {
      expect((await begin()).state.step).toBe('choosing-card-way');
      expect((await begin({ minimumLevel: 1, preferredLevel: 3 })).state.step).toBe('choosing-card-way');
      for (const minimumLevel of [1, 2] as const) {
        const login = await begin({ minimumLevel });
        expect(login.state).toEqual({ step: 'awaiting-password', aim: minimumLevel });
        expect(openOf(await chooseCard(bed, login)).state.step).toBe('choosing-card-way');
      }
    });

    it('IDP-18 “Torna a Livello 2” leads to the password, and not below the level that was asked', async () => {
      const login = await atComputer(bed, await begin({ minimumLevel: 2, preferredLevel: 3 }));
      expect(openOf(await choosePassword(bed, login)).state).toEqual({ step: 'awaiting-password', aim: 2 });
      const only3 = await atComputer(bed, await begin());
      expect(openOf(await choosePassword(bed, only3)).state.step).toBe('awaiting-card');
    });

    it('says that cards are not read, where none are', async () => {
      const login = await started(bed, LEVEL_3, null, false);
      expect(login.state).toEqual({ step: 'refused', because: 'card-not-readable' });
    });
  });

  describe('a card', () => {
    it('L3-02 proves level 3 for somebody who never activated anything, and consent follows', async () => {
      const login = await atComputer(bed, await begin());
      const proven = openOf(await proveCard(bed, login, await readAt(bed, login, genuine(holder))));
      expect(proven.state).toEqual({
        step: 'awaiting-consent',
        proof: { citizenId: holder.citizenId, methods: ['card-tls'], means: holder.serial, at: bed.clock.now() },
      });
      const { tell, told } = listeningProtocol();
      await agree(bed, proven, agreement, tell);
      expect(told).toMatchObject([
        { outcome: 'authenticated', authentication: { level: 3, methods: ['card-tls'], means: holder.serial } },
      ]);
      expect(await acts()).toEqual(expect.arrayContaining(['login.card-read', 'login.card-proven', 'login.answered']));
    });

    it('IDP-22 satisfies a lower request, and the answer says the level really used', async () => {
      const login = await atComputer(bed, openOf(await chooseCard(bed, await begin({ minimumLevel: 1 }))));
      const token = await readAt(bed, login, genuine(holder), 'card-signature');
      const { tell, told } = listeningProtocol();
      const conclusion = await agree(bed, openOf(await proveCard(bed, login, token)), agreement, tell);
      expect(told).toMatchObject([{ authentication: { level: 3, methods: ['card-signature'] } }]);

      // The session that began serves level 1 and no more, and ends with the card.
      const session = conclusion.outcome === 'answered' ? conclusion.session : null;
      expect((await started(bed, {}, session, true)).state).toMatchObject({ proof: { methods: ['session'] } });
      expect((await started(bed, LEVEL_3, session, true)).state.step).toBe('choosing-card-way');
      await revoke(bed, holder);
      expect(await signedOn(bed.database, bed, session)).toBeNull();
    });

    it('L3-06 is read anew for each login', async () => {
      const login = await atComputer(bed, await begin());
      await proveCard(bed, login, await readAt(bed, login, genuine(holder)));
      expect((await begin()).state.step).toBe('choosing-card-way');
    });

    it.each([
      ['card-revoked', 'card-revoked', 'revoked'],
      ['card-expired', 'card-expired', 'expired'],
    ] as const)(
      'that is %s by its certificate opens nothing, and the service hears access refused',
      async (because, reason, state) => {
        const login = await atComputer(bed, await begin());
        const refused = openOf(await proveCard(bed, login, await readAt(bed, login, genuine(holder, state))));
        expect(refused.state).toEqual({ step: 'refused', because });
        const { tell, told } = listeningProtocol();
        await decline(bed, refused, tell);
        expect(told).toEqual([{ outcome: 'refused', reason }]);
        expect(await acts()).toContain('login.card-refused');
      },
    );

    it('promise 6 that is revoked or over in the registry opens nothing, whatever its certificate says', async () => {
      const old = await personWithCard(bed, { expiresOn: '2020-01-01' });
      await revoke(bed, holder);
      for (const [card, because] of [
        [holder, 'card-revoked'],
        [old, 'card-expired'],
      ] as const) {
        const login = await atComputer(bed, await begin());
        const refused = openOf(await proveCard(bed, login, await readAt(bed, login, genuine(card))));
        expect(refused.state).toEqual({ step: 'refused', because });
      }
    });

    it('that opens nothing leaves the password open where the service takes it', async () => {
      const login = await atComputer(bed, await begin({ minimumLevel: 2, preferredLevel: 3 }));
      const refused = openOf(await proveCard(bed, login, await readAt(bed, login, genuine(holder, 'expired'))));
      expect(openOf(await choosePassword(bed, refused)).state).toEqual({ step: 'awaiting-password', aim: 2 });
    });

    it('L3-10 opens nothing to a minor, from the registry and at each access; from midnight of the birthday it does', async () => {
      const year = Number(new Date(bed.clock.now()).toISOString().slice(0, 4));
      const today = new Date(bed.clock.now()).toISOString().slice(5, 10);
      const child = await personWithCard(bed, { birthDate: `${year - 17}-${today}` });
      const school = { id: 'https://liceo.example.it', displayName: 'Liceo', school: true };
      const login = await atComputer(bed, await begin({ ...LEVEL_3, relyingParty: school }));
      const refused = openOf(await proveCard(bed, login, await readAt(bed, login, genuine(child))));
      expect(refused.state).toEqual({ step: 'refused', because: 'card-of-minor' });
      const { tell, told } = listeningProtocol();
      await decline(bed, refused, tell);
      expect(told).toEqual([{ outcome: 'refused', reason: 'minor' }]);

      bed.clock.advance(366 * 24 * 60 * MINUTE);
      const grown = await atComputer(bed, await begin());
      expect(openOf(await proveCard(bed, grown, await readAt(bed, grown, genuine(child)))).state.step).toBe(
        'awaiting-consent',
      );
    });
  });

  describe('a reading that proves nobody', () => {
    it('T-CRD-01 tells strangers, cards of others and cards on their way nothing apart', async () => {
      const [other, onItsWay] = [await personWithCard(bed), await personWithCard(bed, { delivered: false })];
      const readings = [
        { outcome: 'not-genuine' } as const,
        genuine({ ...holder, serial: other.serial }),
        genuine({ ...holder, serial: 'CZ99999ZZ' }),
        genuine({ ...holder, serial: 'nonsense' }),
        genuine({ ...holder, fiscalCode: 'RSSMRA80A01H501U' }),
        genuine(onItsWay),
      ];
      for (const reading of readings) {
        const login = await atComputer(bed, await begin());
        const after = openOf(await proveCard(bed, login, await readAt(bed, login, reading)));
        expect(after.state).toEqual({ step: 'awaiting-card', trouble: 'not-recognised' });
      }
      expect((await acts()).filter((act) => act === 'login.card-not-proven')).toHaveLength(readings.length);
    });

    it('T-CRD-05 fails closed when nobody can say whether a card is revoked, and lets try again', async () => {
      const login = await atComputer(bed, await begin());
      const token = await readAt(bed, login, { outcome: 'status-unknown' });
      const after = await atTrouble(openOf(await proveCard(bed, login, token)));
      expect(after.state).toEqual({ step: 'awaiting-card', trouble: 'status-unknown' });
      const again = openOf(await proveCard(bed, after, await readAt(bed, after, genuine(holder))));
      expect(again.state.step).toBe('awaiting-consent');
    });
  });

  async function atTrouble(login: Awaited<ReturnType<typeof begin>>) {
    if (login.state.step !== 'awaiting-card') throw new Error(login.state.step);
    return { ...login, state: login.state };
  }

  describe('one time, one login, one browser', () => {
    it('T-CRD-06 the way back of another login, and one that was used, change nothing', async () => {
      const [a, b] = [await atComputer(bed, await begin()), await atComputer(bed, await begin())];
      const token = await readAt(bed, a, genuine(holder));
      expect(openOf(await proveCard(bed, b, token)).state.step).toBe('awaiting-card');
      expect(openOf(await proveCard(bed, a, token)).state.step).toBe('awaiting-consent');
      expect(openOf(await proveCard(bed, b, token)).state.step).toBe('awaiting-card');
      const dropped = openOf(await dropProof(bed, await seen(bed, openOf(await again(a, token)))));
      expect(dropped.state.step).toBe('choosing-card-way');
      const back = await atComputer(bed, dropped);
      expect(openOf(await proveCard(bed, back, token)).state.step).toBe('awaiting-card');
    });

    /** The same address a second time, by the browser that still holds the old cookie. */
    const again = (login: Awaited<ReturnType<typeof begin>>, token: string) =>
      openLogin(bed, { id: login.id, token: login.token, attempt: token });

    it('T-LOG-16 the login’s token changes as the card is proven; the same address again finds the same login', async () => {
      const login = await atComputer(bed, await begin());
      const token = await readAt(bed, login, genuine(holder));
      const proven = openOf(await proveCard(bed, login, token));
      expect(proven.token).not.toBe(login.token);
      expect((await openLogin(bed, { id: login.id, token: login.token, attempt: null })).outcome).toBe('other-browser');
      expect(openOf(await again(login, token)).token).toBe(proven.token);
    });

    it('promise 8 a ticket serves once, also when a hundred come at once, at its own door, for two minutes', async () => {
      const login = await atComputer(bed, await begin());
      await askCard(bed, login, 'card-tls', 'one');
      expect(await takeCardRequest(bed, 'card-signature', 'one')).toBeNull();
      const taken = await Promise.all(Array.from({ length: 100 }, () => takeCardRequest(bed, 'card-tls', 'one')));
      expect(taken.filter((one) => one !== null)).toHaveLength(1);
      await askCard(bed, login, 'card-tls', 'two');
      bed.clock.advance(CARD_REQUEST_LIFETIME - 1);
      await askCard(bed, login, 'card-tls', 'three');
      expect(await takeCardRequest(bed, 'card-tls', 'two')).not.toBeNull();
      bed.clock.advance(CARD_REQUEST_LIFETIME);
      expect(await takeCardRequest(bed, 'card-tls', 'three')).toBeNull();
      expect(await takeCardRequest(bed, 'card-tls', 'never asked')).toBeNull();
    });

    it('T-LOG-23 a card that comes after the ten minutes finds a login that is over', async () => {
      const login = await atComputer(bed, await begin());
      await askCard(bed, login, 'card-tls', 'late');
      const request = await takeCardRequest(bed, 'card-tls', 'late');
      if (request === null) throw new Error('no request');
      const { token } = await recordReading(bed, request, genuine(holder));
      bed.clock.advance(10 * MINUTE);
      const over = await seen(bed, login);
      expect(over.state).toEqual({ step: 'refused', because: 'timed-out' });
      expect(openOf(await proveCard(bed, over, token)).state).toEqual({ step: 'refused', because: 'timed-out' });
    });
  });

  describe('what a card has proven', () => {
    it('promise 6 ends at once when the card is revoked, before consent too', async () => {
      const login = await atComputer(bed, await begin());
      const proven = openOf(await proveCard(bed, login, await readAt(bed, login, genuine(holder))));
      await revoke(bed, holder);
      expect((await seen(bed, proven)).state).toEqual({ step: 'refused', because: 'card-revoked' });
    });

    it('promise 5 does not rest on the password: suspended credentials leave the card open', async () => {
      await suspend(bed, holder.citizenId);
      const login = await atComputer(bed, await begin());
      const proven = openOf(await proveCard(bed, login, await readAt(bed, login, genuine(holder))));
      expect((await seen(bed, proven)).state.step).toBe('awaiting-consent');
    });

    it('T-CRY-08 is nothing without its event', async () => {
      const login = await atComputer(bed, await begin());
      const token = await readAt(bed, login, genuine(holder));
      const silent = { ...bed, audit: { record: () => Promise.reject(new Error('the disk is full')) } };
      await expect(proveCard(silent, login, token)).rejects.toThrow('the disk is full');
      expect((await seen(bed, login)).state.step).toBe('awaiting-card');
      expect(openOf(await proveCard(bed, login, token)).state.step).toBe('awaiting-consent');
    });
  });
});
