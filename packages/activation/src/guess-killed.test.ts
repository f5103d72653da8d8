import { eachEngine, killedAfter, openTestbed, seededMoments } from '@tessera/testbed';
import { describe, expect, it } from 'vitest';
import { pairDigest } from './budget.ts';
import { budgetOf } from './budget-store.ts';
import { answerWith, beginInNewBrowser, type NewCitizen, newCitizen, tables } from './testing/index.ts';

const script = new URL('./testing/guess-until-killed.ts', import.meta.url);
const SEED = 'T-ACT-04';
const MOMENTS = 10;

eachEngine((engine) => {
  describe(`kill -9 while digits are being answered (seed ${SEED})`, () => {
    it.each(seededMoments(SEED, MOMENTS, 250))(
      'T-ACT-04 promise 2: after %i ms no counter is below the compares begun, and none is above five',
      async (milliseconds) => {
        const bed = await openTestbed(engine, { migrations: tables });
        try {
          const citizens: NewCitizen[] = [];
          for (let i = 0; i < 8; i++) citizens.push(await newCitizen(bed));
          const begun = await killedAfter<string>(bed, script, { input: { citizens }, milliseconds });
          for (const citizen of citizens) {
            const { guesses } = await budgetOf(bed.database, pairDigest(bed.keys, citizen));
            const compared = begun.filter((serial) => serial === citizen.serial).length;
            expect(guesses).toBeGreaterThanOrEqual(compared);
            expect(guesses).toBeLessThanOrEqual(5);
            // The ledger of events says the same (promise 22): a restore can count again from it.
            const counted = (await bed.events()).filter(
              ({ act, details }) =>
                act === 'activation.guess-counted' && details?.['pair'] === pairHex(bed.keys, citizen),
            );
            expect(counted).toHaveLength(guesses);
            // A lost answer costs the citizen a try, never more: the right digits still work while one is left.
            const { token } = await beginInNewBrowser(bed, citizen);
            if (guesses < 5)
              expect(await answerWith(bed, token, citizen.firstHalf)).toMatchObject({ outcome: 'proven' });
          }
        } finally {
          await bed.close();
        }
      },
    );
  });
});

const pairHex = (keys: Parameters<typeof pairDigest>[0], citizen: NewCitizen): string =>
  Buffer.from(pairDigest(keys, citizen)).toString('hex');
