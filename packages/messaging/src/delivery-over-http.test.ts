import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { MINUTE, SECOND } from '@tessera/base';
import { eachEngine, openTestbed, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Delivery, startDelivery } from './delivery.ts';
import { httpSmsChannel } from './http-sms-channel.ts';
import { migrations } from './migrations.ts';
import { createOutbox } from './outbox.ts';
import { deliveryStatus } from './outbox-store.ts';

eachEngine((engine) => {
  describe('a code sent through an HTTP gateway', () => {
    let bed: Testbed;
    let gateway: Server;
    let origin: string;
    let delivery: Delivery | null;
    /** What the citizen reads on the phone. */
    let shown: string[];
    let honoursIdempotencyKey: boolean;
    /** What the gateway does once the SMS is on its way: a status, or silence. */
    let answer: number | 'silence';

    beforeEach(async () => {
      bed = await openTestbed(engine, { migrations });
      [shown, honoursIdempotencyKey, answer, delivery] = [[], true, 202, null];
      const known = new Set<string>();
      gateway = createServer(async (request, response) => {
        const { id, text } = (await json(request)) as { id: string; text: string };
        if (!(honoursIdempotencyKey && known.has(id))) shown.push(text);
        known.add(id);
        if (answer !== 'silence') response.writeHead(answer).end('{}');
      });
      await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
      origin = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
    });
    afterEach(async () => {
      await delivery?.stop();
      gateway.closeAllConnections();
      gateway.close();
      await bed.close();
    });

    const start = () => {
      delivery = startDelivery(bed, [
        httpSmsChannel({ url: `${origin}/sms`, from: 'CIE', honoursIdempotencyKey, timeout: 1_500 }),
      ]);
      return delivery;
    };
    const send = async () => {
      const usefulUntil = bed.clock.now() + 10 * MINUTE;
      const message = { kind: 'sms', to: '+393331234567', text: '482913 è il tuo codice' } as const;
      return bed.database.transaction((sql) => createOutbox(bed).send(sql, message, { usefulUntil }));
    };

    it.each([500, 502, 'silence'] as const)(
      'T-INF-06 shows once when a gateway that knows its ids sends and answers %s, and is asked again',
      async (mishap) => {
        answer = mishap;
        const worker = start();
        const { messageId } = await send();
        await worker.settled();
        expect(await deliveryStatus(bed.database, messageId)).toBe('queued');
        answer = 202;
        bed.clock.advance(5 * SECOND);
        await worker.settled();
        expect(await deliveryStatus(bed.database, messageId)).toBe('sent');
        expect(shown).toEqual(['482913 è il tuo codice']);
      },
    );

    it.each([500, 502, 'silence'] as const)(
      'T-INF-06 shows once when a gateway without ids sends and answers %s: it is not asked again',
      async (mishap) => {
        [answer, honoursIdempotencyKey] = [mishap, false];
        const worker = start();
        const { messageId } = await send();
        await worker.settled();
        answer = 202;
        bed.clock.advance(5 * MINUTE);
        await worker.settled();
        expect(await deliveryStatus(bed.database, messageId)).toBe('failed');
        expect(shown).toEqual(['482913 è il tuo codice']);
      },
    );

    it('T-INF-06 shows once when the gateway was down for a while', async () => {
      const { port } = gateway.address() as AddressInfo;
      await new Promise((resolve) => gateway.close(resolve));
      const worker = start();
      const { messageId } = await send();
      await worker.settled();
      expect(await deliveryStatus(bed.database, messageId)).toBe('queued');
      await new Promise<void>((resolve) => gateway.listen(port, '127.0.0.1', resolve));
      bed.clock.advance(5 * SECOND);
      await worker.settled();
      expect(await deliveryStatus(bed.database, messageId)).toBe('sent');
      expect(shown).toHaveLength(1);
    });
  });
});
