import { DAY, MINUTE } from '@tessera/base';
import { credentialsOf } from '@tessera/credentials';
import { revokeCard } from '@tessera/issuance';
import { eachEngine, openTestbed, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerDigits } from './answer-digits.ts';
import { findActivation } from './begin.ts';
import { pairDigest } from './budget.ts';
import { budgetOf } from './budget-store.ts';
import {
  activate,
  answerWith,
  answerWrongly,
  beginInNewBrowser,
  type NewCitizen,
  newCitizen,
  observed,
  provenInNewBrowser,
  question,
  tables,
  typedAt,
  wrongHalf,
} from './testing/index.ts';

eachEngine((engine) => {
  let bed: Testbed;
  beforeEach(async () => {
    bed = await openTestbed(engine, { migrations: tables });
  });
  afterEach(() => bed.close());

  const guessesOf = async (citizen: { fiscalCode: string; serial: string }): Promise<number> =>
    (await budgetOf(bed.database, pairDigest(bed.keys, citizen))).guesses;
  const actsOf = async (...acts: string[]): Promise<string[]> =>
    (await bed.events()).map(({ act }) => act).filter((act) => acts.includes(act));
  const closeBudget = async (citizen: NewCitizen): Promise<void> => {
    for (let i = 0; i < 5; i++) await answerWrongly(bed, citizen);
  };

  describe('the right digits', () => {
    it('ACT-05 ACT-13 prove who it is right after the request, before the card is delivered', async () => {
      const citizen = await newCitizen(bed);
      const { token } = await provenInNewBrowser(bed, citizen);
      const activation = await findActivation(bed, token);
      expect(activation?.state).toMatchObject({
        step: 'phone',
        holder: { citizenId: citizen.citizenId, phone: citizen.phone },
      });
    });

    it('take back the one guess that they cost, and no more (promise 2)', async () => {
      const citizen = await newCitizen(bed);
      await answerWrongly(bed, citizen);
      await answerWrongly(bed, citizen);
      await provenInNewBrowser(bed, citizen);
      expect(await guessesOf(citizen)).toBe(2);
    });

    it('change the cookie: the one from before is worth nothing', async () => {
      const citizen = await newCitizen(bed);
      const { token: before } = await beginInNewBrowser(bed, citizen);
      const result = await answerWith(bed, before, citizen.firstHalf);
      expect(result).toMatchObject({ outcome: 'proven' });
      expect(await findActivation(bed, before)).toBeNull();
    });

    it('T-ACT-17 sent twice on one form give the same cookie twice, and cost nothing', async () => {
      const citizen = await newCitizen(bed);
      const { token } = await beginInNewBrowser(bed, citizen);
      const { positions, form } = await question(bed, token);
      const answer = { form, typed: typedAt(citizen.firstHalf, positions) };
      const first = await answerDigits(bed, token, answer);
      expect(await answerDigits(bed, token, answer)).toEqual(first);
      expect(await guessesOf(citizen)).toBe(0);
      // Whoever has the old cookie alone, or other digits, gets nothing from it.
      expect(await answerDigits(bed, token, { ...answer, form: 'another form' })).toEqual({ outcome: 'no-activation' });
      const wrong = { form, typed: typedAt(wrongHalf(citizen.firstHalf), positions) };
      expect(await answerDigits(bed, token, wrong)).toEqual({ outcome: 'no-activation' });
      expect(await guessesOf(citizen)).toBe(0);
    });
  });

  describe('wrong digits', () => {
    it('ACT-16 close the activation after five, and say how many tries are left', async () => {
      const citizen = await newCitizen(bed);
      const { token } = await beginInNewBrowser(bed, citizen);
      const half = wrongHalf(citizen.firstHalf);
      for (const guessesLeft of [4, 3, 2, 1]) {
        expect(await answerWith(bed, token, half)).toEqual({ outcome: 'wrong', guessesLeft });
      }
      expect(await answerWith(bed, token, half)).toEqual({ outcome: 'closed' });
      expect((await question(bed, token)).guessesLeft).toBe(0);
    });

    it('T-ACT-02 the sixth is refused without comparing, even when it is right', async () => {
      const citizen = await newCitizen(bed);
      await closeBudget(citizen);
      const { token } = await beginInNewBrowser(bed, citizen);
      const asked = await question(bed, token);
      const watched = observed(bed);
      const answer = { form: asked.form, typed: typedAt(citizen.firstHalf, asked.positions) };
      expect(await answerDigits(watched, token, answer)).toEqual({ outcome: 'closed' });
      expect(watched.opened).not.toContain('first-half');
      expect(await guessesOf(citizen)).toBe(5);
    });

    it('T-ACT-03 T-ACT-05 are counted for the card, over a month and every browser', async () => {
      const citizen = await newCitizen(bed);
      for (let i = 0; i < 5; i++) {
        await answerWrongly(bed, citizen);
        bed.clock.advance(6 * DAY);
      }
      const { token } = await beginInNewBrowser(bed, citizen);
      expect(await answerWith(bed, token, citizen.firstHalf)).toEqual({ outcome: 'closed' });
    });

    it('promise 29 one form sent twice is one answer', async () => {
      const citizen = await newCitizen(bed);
      const { token } = await beginInNewBrowser(bed, citizen);
      const { positions, form } = await question(bed, token);
      const answer = { form, typed: typedAt(wrongHalf(citizen.firstHalf), positions) };
      expect(await answerDigits(bed, token, answer)).toMatchObject({ outcome: 'wrong' });
      expect(await answerDigits(bed, token, answer)).toEqual({ outcome: 'repeated' });
      expect(await guessesOf(citizen)).toBe(1);
    });

    it('T-ACT-08 what is no answer is not counted', async () => {
      const citizen = await newCitizen(bed);
      const { token } = await beginInNewBrowser(bed, citizen);
      for (const typed of ['****', '1111', '*1**', '1*٢*', '', '11', '+1**', '0x1f', '1'.repeat(300)]) {
        const { form } = await question(bed, token);
        expect(await answerDigits(bed, token, { form, typed }), typed).toEqual({ outcome: 'malformed' });
      }
      expect(await guessesOf(citizen)).toBe(0);
    });

    it('T-ACT-06 the same two positions are asked in every session, for a pair that does not exist too', async () => {
      const citizen = await newCitizen(bed);
      for (const pair of [citizen, { ...citizen, serial: 'CZ99999ZZ' }]) {
        const asked = new Set<string>();
        for (let i = 0; i < 50; i++) {
          const { token } = await beginInNewBrowser(bed, pair);
          asked.add(String((await question(bed, token)).positions));
        }
        expect(asked.size).toBe(1);
      }
    });

    it('T-ACT-19 tell the contacts on file once when they close, and touch nothing that is active', async () => {
      const citizen = await newCitizen(bed, { email: 'prova@esempio.it' });
      await activate(bed, citizen);
      bed.sent.length = 0;
      await closeBudget(citizen);
      await answerWrongly(bed, citizen);
      expect(bed.sent.map(({ kind, to }) => [kind, to])).toEqual([
        ['sms', citizen.phone],
        ['email', 'prova@esempio.it'],
      ]);
      expect(await credentialsOf(bed.database, citizen.citizenId)).toMatchObject({ status: 'active' });
      expect(await actsOf('activation.closed')).toHaveLength(1);
    });

    it('promise 2 a guess whose process died stays counted, and the contacts are told all the same', async () => {
      const citizen = await newCitizen(bed);
      for (let i = 0; i < 4; i++) await answerWrongly(bed, citizen);
      const { token } = await beginInNewBrowser(bed, citizen);
      const dying = {
        ...bed,
        keys: {
          ...bed.keys,
          open: (...place: Parameters<typeof bed.keys.open>) =>
            place[0] === 'first-half' ? Promise.reject(new Error('killed')) : bed.keys.open(...place),
        },
      };
      await expect(answerWith(dying, token, citizen.firstHalf)).rejects.toThrow('killed');
      expect(await guessesOf(citizen)).toBe(5);
      bed.sent.length = 0;
      // It may still be on its way: refused, and not closed for good.
      expect(await answerWrongly(bed, citizen)).toEqual({ outcome: 'closed' });
      expect(bed.sent).toEqual([]);
      bed.clock.advance(MINUTE);
      expect(await answerWrongly(bed, citizen)).toEqual({ outcome: 'closed' });
      expect(bed.sent).toHaveLength(1);
      expect(await actsOf('activation.closed')).toHaveLength(1);
    });

    it('promise 1 a right answer that comes back after all was closed opens nothing and gives nothing back', async () => {
      const citizen = await newCitizen(bed);
      for (let i = 0; i < 4; i++) await answerWrongly(bed, citizen);
      const { token } = await beginInNewBrowser(bed, citizen);
      const slow = {
        ...bed,
        keys: {
          ...bed.keys,
          open: async (...asked: Parameters<typeof bed.keys.open>) => {
            if (asked[0] === 'first-half') {
              // Counted, and then stuck for so long that it is taken for lost.
              bed.clock.advance(MINUTE);
              await answerWrongly(bed, citizen);
            }
            return bed.keys.open(...asked);
          },
        },
      };
      const result = await answerWith(slow, token, citizen.firstHalf);
      if (result.outcome !== 'proven') throw new Error(result.outcome);
      expect((await findActivation(bed, result.token))?.state).toEqual({ step: 'refused', obstacle: 'closed' });
      expect(await guessesOf(citizen)).toBe(5);
      expect(await answerWrongly(bed, citizen)).toEqual({ outcome: 'closed' });
    });

    it('are written down: counted, then wrong, then refused (promise 21)', async () => {
      const citizen = await newCitizen(bed);
      await closeBudget(citizen);
      await answerWrongly(bed, citizen);
      expect(await actsOf('activation.guess-counted', 'activation.digits-wrong', 'activation.guess-refused')).toEqual([
        ...Array.from({ length: 5 }, () => ['activation.guess-counted', 'activation.digits-wrong']).flat(),
        'activation.guess-refused',
      ]);
    });
  });

  describe('a finished activation', () => {
    it('promise 3 gives the guesses back and begins a new round', async () => {
      const citizen = await newCitizen(bed);
      await answerWrongly(bed, citizen);
      await activate(bed, citizen);
      expect(await budgetOf(bed.database, pairDigest(bed.keys, citizen))).toEqual({ guesses: 0, round: 2 });
    });
  });

  describe('whoever does not know the digits', () => {
    it('T-ACT-07 learns nothing: every case is answered the same, by the same statements', async () => {
      const existing = await newCitizen(bed);
      const stranger = await newCitizen(bed);
      const expired = await newCitizen(bed, { expiresOn: '2026-01-01' });
      const minor = await newCitizen(bed, { birthDate: '2015-05-05' });
      const child = await newCitizen(bed, { birthDate: '2024-05-05' });
      const revoked = await newCitizen(bed);
      await revokeCard(bed, revoked.serial, 'lost');
      const active = await newCitizen(bed);
      await activate(bed, active);
      const cases = {
        existing,
        'serial right, tax code of another': { ...existing, fiscalCode: stranger.fiscalCode },
        'serial of nobody': { ...existing, serial: 'CZ99999ZZ' },
        expired,
        revoked,
        minor,
        child,
        active,
      };
      const seen = new Map<string, unknown>();
      for (const [name, pair] of Object.entries(cases)) {
        const watched = observed(bed);
        const outcomes = [];
        // The fifth one differs: it also writes to whoever the card belongs to.
        for (let i = 0; i < 4; i++) outcomes.push(await answerWrongly(watched, pair));
        seen.set(name, { outcomes, statements: watched.statements });
      }
      for (const [name, one] of seen) expect(one, name).toEqual(seen.get('existing'));
    });
  });

  describe('whoever knows the digits', () => {
    it.each([
      ['under-5', { birthDate: '2022-06-01' }],
      ['card-expired', { expiresOn: '2026-01-14' }],
      ['phone-missing', { phone: null }],
    ] as const)('promise 7 is told why not: %s', async (obstacle, wanted) => {
      const citizen = await newCitizen(bed, wanted);
      const { token } = await provenInNewBrowser(bed, citizen);
      expect((await findActivation(bed, token))?.state).toEqual({ step: 'refused', obstacle });
      expect(await guessesOf(citizen)).toBe(0);
    });

    it('promise 7 is told of a revoked card, active credentials, a phone in use (FAM-01, FAM-02)', async () => {
      const revoked = await newCitizen(bed);
      await revokeCard(bed, revoked.serial, 'stolen');
      const active = await newCitizen(bed);
      await activate(bed, active);
      const sameRoof = await newCitizen(bed, { phone: active.phone });
      for (const [citizen, obstacle] of [
        [revoked, 'card-revoked'],
        [active, 'already-active'],
        [sameRoof, 'phone-taken'],
      ] as const) {
        const { token } = await provenInNewBrowser(bed, citizen);
        expect((await findActivation(bed, token))?.state).toEqual({ step: 'refused', obstacle });
      }
    });

    it.each(['2021-01-15', '2008-01-16'])('MIN-04 a minor born on %s activates like everybody', async (birthDate) => {
      const citizen = await newCitizen(bed, { birthDate });
      const { result } = await activate(bed, citizen);
      expect(result).toEqual({ outcome: 'finished' });
    });

    it('MIN-01 MIN-05 on the eve of the fifth birthday nothing can be activated', async () => {
      const citizen = await newCitizen(bed, { birthDate: '2021-01-16' });
      const { token } = await provenInNewBrowser(bed, citizen);
      expect((await findActivation(bed, token))?.state).toEqual({ step: 'refused', obstacle: 'under-5' });
    });
  });
});
