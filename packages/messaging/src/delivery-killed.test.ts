import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DAY, MINUTE } from '@tessera/base';
import { eachEngine, inProcesses, killedAfter, openTestbed, seededMoments, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrations } from './migrations.ts';
import { createOutbox } from './outbox.ts';
import { deliveryStatus } from './outbox-store.ts';

const worker = new URL('./testing/deliver-to-file.ts', import.meta.url);
const KILLS = 5;
const MESSAGES = 200;
const SEED = 'delivery-killed';

eachEngine((engine) => {
  describe('delivery by workers in processes of their own', () => {
    let bed: Testbed;
    let file: string;
    beforeEach(async () => {
      bed = await openTestbed(engine, { migrations });
      file = join(bed.place.folder, 'handed-over');
    });
    afterEach(() => bed.close());

    /** Sends notices and codes, turn about. */
    const send = async () => {
      const outbox = createOutbox(bed);
      const usefulUntil = bed.clock.now() + DAY;
      const [notices, codes]: [string[], string[]] = [[], []];
      await bed.database.transaction(async (sql) => {
        for (let i = 0; i < MESSAGES / 2; i++) {
          const notice = { kind: 'email', to: 'nome@posta.example', subject: 'Avviso', text: `${i}` } as const;
          const code = { kind: 'sms', to: '+393331234567', text: `${i}` } as const;
          notices.push((await outbox.send(sql, notice)).messageId);
          codes.push((await outbox.send(sql, code, { usefulUntil })).messageId);
        }
      });
      return { notices, codes };
    };
    const handedOver = () => readFileSync(file, 'utf8').split('\n').filter(Boolean);

    it('T-INF-01 two at once hand each message over once', async () => {
      const { notices, codes } = await send();
      await inProcesses(bed, worker, [{ file }, { file }]);
      expect(handedOver().sort()).toEqual([...notices, ...codes].sort());
    });

    it(`promise 29 loses no notice and repeats no code, killed ${KILLS} times (seed "${SEED}")`, async () => {
      const { notices, codes } = await send();
      for (const milliseconds of seededMoments(`${SEED}/${engine}`, KILLS, 60)) {
        await killedAfter(bed, worker, { input: { file }, milliseconds });
        // The lease of what it had in hand ends.
        bed.clock.advance(3 * MINUTE);
      }
      await inProcesses(bed, worker, [{ file }]);
      const times = (id: string) => handedOver().filter((each) => each === id).length;
      for (const notice of notices) {
        expect(times(notice)).toBeGreaterThanOrEqual(1);
        expect(await deliveryStatus(bed.database, notice)).toBe('sent');
      }
      for (const code of codes) {
        expect(times(code)).toBeLessThanOrEqual(1);
        expect(['sent', 'failed']).toContain(await deliveryStatus(bed.database, code));
      }
    });
  });
});
