import { eachEngine, inProcesses, openTestbed, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { answerDigits } from './answer-digits.ts';
import { pairDigest } from './budget.ts';
import { budgetOf } from './budget-store.ts';
import type { Burst, BurstResult } from './testing/answer-at-once.ts';
import {
  beginInNewBrowser,
  type NewCitizen,
  newCitizen,
  question,
  tables,
  typedAt,
  wrongHalf,
} from './testing/index.ts';

const script = new URL('./testing/answer-at-once.ts', import.meta.url);

eachEngine((engine) => {
  describe('a hundred answers at once, from two processes', () => {
    let bed: Testbed;
    beforeEach(async () => {
      bed = await openTestbed(engine, { migrations: tables });
    });
    afterEach(() => bed.close());

    /** One browser an answer. */
    const wrongAnswers = async (citizen: NewCitizen, count: number): Promise<Burst> => {
      const answers = [];
      for (let i = 0; i < count; i++) {
        const { token } = await beginInNewBrowser(bed, citizen);
        const { positions, form } = await question(bed, token);
        answers.push({ token, form, typed: typedAt(wrongHalf(citizen.firstHalf), positions) });
      }
      return { answers };
    };
    const countActs = async () => {
      const acts = (await bed.events()).map(({ act }) => act);
      const count = (wanted: string) => acts.filter((act) => act === wanted).length;
      return {
        counted: count('activation.guess-counted'),
        wrong: count('activation.digits-wrong'),
        refused: count('activation.guess-refused'),
        closed: count('activation.closed'),
      };
    };
    const guessesOf = async (citizen: NewCitizen) =>
      (await budgetOf(bed.database, pairDigest(bed.keys, citizen))).guesses;

    it('T-ACT-01 promise 1: five are compared, 95 refused, the counter says five, and so does the audit trail', async () => {
      const citizen = await newCitizen(bed);
      const bursts = [await wrongAnswers(citizen, 50), await wrongAnswers(citizen, 50)];
      const results = await inProcesses<Burst, BurstResult>(bed, script, bursts);
      const outcomes = results.flatMap((result) => result.outcomes);
      expect(results.reduce((sum, { compared }) => sum + compared, 0)).toBe(5);
      expect(outcomes.filter((outcome) => outcome === 'wrong')).toHaveLength(4);
      // The fifth wrong answer closes, and hears it in the same word as the 95 that were not compared.
      expect(outcomes.filter((outcome) => outcome === 'closed')).toHaveLength(96);
      expect(await guessesOf(citizen)).toBe(5);
      expect(await countActs()).toEqual({ counted: 5, wrong: 5, refused: 95, closed: 1 });
    });

    it('T-ACT-01 a pair that does not exist is counted and closed the same', async () => {
      const citizen = { ...(await newCitizen(bed)), serial: 'CZ99999ZZ' };
      const bursts = [await wrongAnswers(citizen, 10), await wrongAnswers(citizen, 10)];
      await inProcesses<Burst, BurstResult>(bed, script, bursts);
      expect(await guessesOf(citizen)).toBe(5);
      expect(await countActs()).toEqual({ counted: 5, wrong: 5, refused: 15, closed: 1 });
    });

    it('promise 1 all hundred possible answers in one session: at most five are compared', async () => {
      const citizen = await newCitizen(bed);
      const { token } = await beginInNewBrowser(bed, citizen);
      const { positions, form } = await question(bed, token);
      const answers = Array.from({ length: 100 }, (_, i) => {
        const [first = '', second = ''] = String(i).padStart(2, '0');
        const half = ['*', '*', '*', '*'];
        half[positions[0] - 1] = first;
        half[positions[1] - 1] = second;
        return { token, form, typed: half.join('') };
      });
      const bursts = [{ answers: answers.slice(0, 50) }, { answers: answers.slice(50) }];
      const results = await inProcesses<Burst, BurstResult>(bed, script, bursts);
      // Five wrong ones at most, and the right one if it was among those that still had a try.
      const proven = results.flatMap((result) => result.outcomes).filter((outcome) => outcome === 'proven').length;
      expect(results.reduce((sum, { compared }) => sum + compared, 0)).toBeLessThanOrEqual(5 + proven);
      expect((await countActs()).wrong).toBeLessThanOrEqual(5);
    });

    it('T-ACT-17 one form sent fifty times is one answer', async () => {
      const citizen = await newCitizen(bed);
      const { answers } = await wrongAnswers(citizen, 1);
      const same = { answers: Array.from({ length: 25 }, () => answers).flat() };
      const results = await inProcesses<Burst, BurstResult>(bed, script, [same, same]);
      expect(results.reduce((sum, { compared }) => sum + compared, 0)).toBe(1);
      expect(await guessesOf(citizen)).toBe(1);
    });

    it('right answers at once all pass, and leave the counter where it was', async () => {
      const citizen = await newCitizen(bed);
      const answers = [];
      for (let i = 0; i < 4; i++) {
        const { token } = await beginInNewBrowser(bed, citizen);
        const { positions, form } = await question(bed, token);
        answers.push({ token, form, typed: typedAt(citizen.firstHalf, positions) });
      }
      const bursts = [{ answers: answers.slice(0, 2) }, { answers: answers.slice(2) }];
      const results = await inProcesses<Burst, BurstResult>(bed, script, bursts);
      expect(results.flatMap(({ outcomes }) => outcomes)).toEqual(['proven', 'proven', 'proven', 'proven']);
      expect(await guessesOf(citizen)).toBe(0);
      // The fifth wrong one has still its try.
      const { answers: wrong } = await wrongAnswers(citizen, 1);
      for (const { token, form, typed } of wrong) {
        expect(await answerDigits(bed, token, { form, typed })).toEqual({ outcome: 'wrong', guessesLeft: 4 });
      }
    });
  });
});
