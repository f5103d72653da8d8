import { DAY, MINUTE } from '@tessera/base';
import { credentialsOf } from '@tessera/credentials';
import { deliverCard, revokeCard } from '@tessera/issuance';
import { eachEngine, openTestbed, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findActivation } from './begin.ts';
import { beginWithCard } from './begin-with-card.ts';
import { expectCardSignIn, takeCardSignIn } from './card-sign-in.ts';
import { goOnWithoutEmail } from './email.ts';
import { choosePassword } from './password.ts';
import { finishActivation } from './switch-on.ts';
import {
  activate,
  answerWrongly,
  entered,
  GOOD_PASSWORD,
  type NewCitizen,
  newCitizen,
  provePhone,
  tables,
} from './testing/index.ts';

eachEngine((engine) => {
  let bed: Testbed;
  beforeEach(async () => {
    bed = await openTestbed(engine, { migrations: tables });
  });
  afterEach(() => bed.close());

  const withCard = async (wanted: Parameters<typeof newCitizen>[1] = {}): Promise<NewCitizen> => {
    const citizen = await newCitizen(bed, wanted);
    await deliverCard(bed, citizen.serial);
    return citizen;
  };
  const begin = async ({ fiscalCode }: Pick<NewCitizen, 'fiscalCode'>): Promise<string> => {
    const begun = await beginWithCard(bed, fiscalCode);
    if (begun === null) throw new Error('nobody has this tax code');
    return begun.token;
  };
  const stateOf = async (token: string) => (await findActivation(bed, token))?.state;
  const finish = async (token: string, { phone }: NewCitizen) => {
    await provePhone(bed, token, phone ?? '');
    await goOnWithoutEmail(bed, await entered(bed, token, 'email'));
    await choosePassword(bed, await entered(bed, token, 'password'), GOOD_PASSWORD);
    return finishActivation(bed, await entered(bed, token, 'second-factor'), 'sms');
  };
  const budgets = () =>
    bed.database.all('select guesses, wrong, round, closed_at from activation_budgets order by pair');

  describe('an activation with the card', () => {
    it('ACT-09 begins at the phone, goes the rest of the way, and touches no budget', async () => {
      const citizen = await withCard();
      const token = await begin(citizen);
      expect(await stateOf(token)).toMatchObject({
        step: 'phone',
        holder: { citizenId: citizen.citizenId, serial: citizen.serial, phone: citizen.phone, round: null },
      });
      expect(await finish(token, citizen)).toEqual({ outcome: 'finished' });
      expect(await credentialsOf(bed.database, citizen.citizenId)).toMatchObject({ status: 'active' });
      expect(await budgets()).toEqual([]);
      const proven = (await bed.events()).filter(({ act }) => act === 'activation.card-proven');
      expect(proven).toMatchObject([{ rule: 'ACT-09', citizen: citizen.citizenId }]);
    });

    it('promise 1 ACT-16 is open where five wrong digits have closed the other way, which stays closed', async () => {
      const citizen = await withCard();
      for (let i = 0; i < 5; i++) await answerWrongly(bed, citizen);
      const before = await budgets();
      expect(await finish(await begin(citizen), citizen)).toEqual({ outcome: 'finished' });
      expect(await budgets()).toEqual(before);
      expect(before).toMatchObject([{ guesses: 5, wrong: 5 }]);
    });

    it('L3-10 is not for minors, whose PUK digits still work', async () => {
      const child = await withCard({ birthDate: '2015-05-05' });
      expect(await stateOf(await begin(child))).toEqual({ step: 'refused', obstacle: 'card-of-minor' });
      expect((await activate(bed, child)).result).toEqual({ outcome: 'finished' });
    });

    it.each([
      ['card-revoked', async (citizen: NewCitizen) => revokeCard(bed, citizen.serial, 'lost')],
      ['card-expired', async () => bed.clock.advance(4_000 * DAY)],
      ['already-active', async (citizen: NewCitizen) => activate(bed, citizen)],
    ])('promise 6 is refused: %s', async (obstacle, happens) => {
      const citizen = await withCard();
      await happens(citizen);
      expect(await stateOf(await begin(citizen))).toEqual({ step: 'refused', obstacle });
      const refused = (await bed.events()).filter(({ act }) => act === 'activation.refused');
      expect(refused).toMatchObject([{ rule: 'ACT-09', details: { obstacle } }]);
    });

    it('promise 6 is judged again at the end: a card revoked on the way switches nothing on', async () => {
      const citizen = await withCard();
      const token = await begin(citizen);
      await revokeCard(bed, citizen.serial, 'stolen');
      expect(await finish(token, citizen)).toEqual({ outcome: 'refused', obstacle: 'card-revoked' });
      expect(await credentialsOf(bed.database, citizen.citizenId)).toBeNull();
    });

    it('begins nothing for a tax code that nobody here has', async () => {
      expect(await beginWithCard(bed, 'RSSMRA85T10A562S')).toBeNull();
    });
  });

  describe('a sign-in with the card', () => {
    const underWay = { browser: 'browser-1', state: 'state-1', form: 'form-1' };

    it('comes back once, of fifty at once, and in the browser that began it alone', async () => {
      await expectCardSignIn(bed, underWay, 'memory');
      expect(await takeCardSignIn(bed, { ...underWay, browser: 'browser-2' })).toBeNull();
      expect(await takeCardSignIn(bed, { ...underWay, state: '' })).toBeNull();
      const taken = await Promise.all(Array.from({ length: 50 }, () => takeCardSignIn(bed, underWay)));
      expect(taken.filter((memory) => memory !== null)).toEqual(['memory']);
    });

    it('promise 29 is one for a form that was sent twice, and both answers lead to the same', async () => {
      const memories = await Promise.all(
        [1, 2, 3].map((n) => expectCardSignIn(bed, { ...underWay, state: `state-${n}` }, `memory-${n}`)),
      );
      expect(new Set(memories).size).toBe(1);
      const state = memories[0]?.replace('memory', 'state') ?? '';
      expect(await takeCardSignIn(bed, { ...underWay, state })).toBe(memories[0]);
      expect(await expectCardSignIn(bed, underWay, 'anew')).toBe('anew');
    });

    it('is forgotten from the very moment its fifteen minutes are over', async () => {
      await expectCardSignIn(bed, underWay, 'memory');
      await expectCardSignIn(bed, { ...underWay, state: 'state-2', form: 'form-2' }, 'late');
      bed.clock.advance(15 * MINUTE - 1);
      expect(await takeCardSignIn(bed, underWay)).toBe('memory');
      bed.clock.advance(1);
      expect(await takeCardSignIn(bed, { ...underWay, state: 'state-2' })).toBeNull();
    });
  });
});
