import { NotOfThisPlace, type OutgoingMessage } from '@tessera/base';
import { eachEngine, openTestbed, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrations } from './migrations.ts';
import { createOutbox, openMessage } from './outbox.ts';
import { deliveryStatus, takeDue, type WaitingMessage } from './outbox-store.ts';

const SMS: OutgoingMessage = { kind: 'sms', to: '+393331234567', text: '482913 è il tuo codice' };
const letter = (holds: 'first-half' | 'second-half' | 'nothing-secret'): OutgoingMessage => ({
  kind: 'letter',
  to: 'Gelsomina Testamarker',
  language: 'it',
  holds,
  sheets: [{ title: 'Titolo', paragraphs: [], codes: [{ label: 'PUK: prime 4 cifre', value: '7391' }] }],
});

eachEngine((engine) => {
  describe('outbox', () => {
    let bed: Testbed;
    beforeEach(async () => {
      bed = await openTestbed(engine, { migrations });
    });
    afterEach(() => bed.close());

    const waiting = async (kind: OutgoingMessage['kind']): Promise<WaitingMessage[]> => {
      const now = bed.clock.now();
      return takeDue(bed.database, { kind, now, leaseEndsAt: now + 1, limit: 10 });
    };

    it('promise 29 keeps a message with the act that sends it, and forgets it with one that failed', async () => {
      const outbox = createOutbox(bed);
      const failed = bed.database.transaction(async (sql) => {
        await outbox.send(sql, SMS);
        throw new Error('the act failed');
      });
      await expect(failed).rejects.toThrow('the act failed');
      expect(await waiting('sms')).toEqual([]);

      const { messageId } = await bed.database.transaction((sql) => outbox.send(sql, SMS, { citizen: 'c-1' }));
      const [message] = await waiting('sms');
      expect(message).toMatchObject({ id: messageId, citizen: 'c-1', tries: 1, usefulUntil: null });
      expect(message && (await openMessage(bed.keys, message))).toEqual(SMS);
      expect(await deliveryStatus(bed.database, messageId)).toBe('queued');
      expect(await deliveryStatus(bed.database, 'unknown')).toBeNull();
    });

    it('promise 19 holds nothing readable: no number, no name, no code', async () => {
      const outbox = createOutbox(bed);
      await bed.database.transaction(async (sql) => {
        await outbox.send(sql, SMS);
        await outbox.send(sql, letter('first-half'));
      });
      const rows = await bed.database.all<Record<string, unknown>>('select * from outbox order by id');
      const columns = rows
        .flatMap(Object.values)
        .map((value) => (value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : String(value)));
      for (const marker of ['3331234567', '482913', 'Gelsomina', 'Testamarker', '7391'])
        expect(columns.some((column) => column.includes(marker))).toBe(false);
    });

    it('promise 17 seals each side of the codes under its own key', async () => {
      const outbox = createOutbox(bed);
      for (const holds of ['first-half', 'second-half', 'nothing-secret'] as const)
        await bed.database.transaction((sql) => outbox.send(sql, letter(holds)));
      const messages = await waiting('letter');
      expect(messages.map(({ sealedUnder }) => sealedUnder).sort()).toEqual(['first-half', 'message', 'second-half']);
      for (const message of messages) {
        for (const sealedUnder of ['first-half', 'second-half', 'message'] as const) {
          const opening = openMessage(bed.keys, { ...message, sealedUnder });
          if (sealedUnder === message.sealedUnder) expect(await opening).toMatchObject({ kind: 'letter' });
          else await expect(opening).rejects.toThrow(NotOfThisPlace);
        }
      }
    });
  });
});
