import { credentialsOf } from '@tessera/credentials';
import { eachEngine, killedAfter, openTestbed, seededMoments } from '@tessera/testbed';
import { describe, expect, it } from 'vitest';
import { pairDigest } from './budget.ts';
import { budgetOf } from './budget-store.ts';
import { activate, type NewCitizen, newCitizen, tables } from './testing/index.ts';

const script = new URL('./testing/activate-until-killed.ts', import.meta.url);
const SEED = 'promise 29';
const MOMENTS = 5;

eachEngine((engine) => {
  describe(`kill -9 while credentials are being switched on (seed ${SEED})`, () => {
    it.each(seededMoments(SEED, MOMENTS, 600))(
      'promise 29 after %i ms what was acknowledged is there, and the rest is whole or absent',
      async (milliseconds) => {
        const bed = await openTestbed(engine, { migrations: tables });
        try {
          const citizens: NewCitizen[] = [];
          for (let i = 0; i < 8; i++) citizens.push(await newCitizen(bed));
          const finished = await killedAfter<string>(bed, script, { input: { citizens }, milliseconds });
          const events = await bed.events();
          for (const citizen of citizens) {
            const active = (await credentialsOf(bed.database, citizen.citizenId)) !== null;
            const { round } = await budgetOf(bed.database, pairDigest(bed.keys, citizen));
            const written = events.filter(
              (event) => event.act === 'activation.finished' && event.citizen === citizen.citizenId,
            );
            if (finished.includes(citizen.serial)) expect(active).toBe(true);
            // Credentials, round and event: all three or none.
            expect([round, written.length]).toEqual(active ? [2, 1] : [1, 0]);
          }
          // Nobody is stuck: whoever was interrupted walks again from the start.
          bed.clock.advance(61_000);
          const interrupted = citizens.find(({ serial }) => !finished.includes(serial));
          if (interrupted !== undefined && (await credentialsOf(bed.database, interrupted.citizenId)) === null) {
            expect((await activate(bed, interrupted)).result).toEqual({ outcome: 'finished' });
          }
        } finally {
          await bed.close();
        }
      },
    );
  });
});
