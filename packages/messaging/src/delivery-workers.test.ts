import { HOUR, KeysUnavailable, MINUTE, SECOND } from '@tessera/base';
import { openDatabase } from '@tessera/storage';
import { eachEngine } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startDelivery } from './delivery.ts';
import { takeDue } from './outbox-store.ts';
import { openPost, type Post, SOON, scripted } from './testing/post.ts';

eachEngine((engine) => {
  describe('workers that deliver', () => {
    let post: Post;
    beforeEach(async () => {
      post = await openPost(engine);
    });
    afterEach(() => post.close());

    it('promise 20 waits while the keys are out of reach', async () => {
      const gateway = scripted(['sms']);
      const messageId = await post.code('482913');
      const lost = { ...post.bed.keys, open: () => Promise.reject(new KeysUnavailable()) };
      const blind = startDelivery({ ...post.bed, keys: lost }, [gateway]);
      await blind.settled();
      await blind.stop();
      expect(gateway.handed).toEqual([]);
      post.bed.clock.advance(5 * SECOND);
      await post.start(gateway).settled();
      expect(await post.status(messageId)).toBe('sent');
    });

    it('promise 29 goes on where a worker died: notices again under the same id, codes not', async () => {
      const [a, b] = [await post.email('avviso'), await post.code('482913')];
      // It took both, and was killed before it could note what became of them.
      const now = post.bed.clock.now();
      for (const kind of ['email', 'sms'] as const)
        await takeDue(post.bed.database, { kind, now, leaseEndsAt: now + 3 * MINUTE, limit: 10 });
      const gateway = scripted(['sms', 'email']);
      const delivery = post.start(gateway);
      await delivery.settled();
      expect(gateway.handed).toEqual([]);
      post.bed.clock.advance(3 * MINUTE);
      await delivery.settled();
      expect(gateway.handed).toEqual([{ text: 'avviso', messageId: a }]);
      expect([await post.status(a), await post.status(b)]).toEqual(['sent', 'failed']);
    });

    it('is the same try when the clock jumps while a gateway thinks', async () => {
      const gateway = scripted(['sms']);
      const { promise, resolve } = Promise.withResolvers<Record<string, never>>();
      gateway.behave = () => promise;
      const delivery = post.start(gateway);
      const messageId = await post.code('482913');
      await expect.poll(() => gateway.handed.length, SOON).toBe(1);
      post.bed.clock.advance(48 * HOUR);
      await post.code('777777');
      await expect.poll(() => gateway.handed.length, SOON).toBe(2);
      resolve({});
      await delivery.settled();
      expect(gateway.handed).toHaveLength(2);
      expect(await post.status(messageId)).toBe('sent');
    });

    it('T-INF-01 gives each of many messages to one of several workers, over two connections', async () => {
      const gateway = scripted(['sms']);
      const other = await openDatabase({
        folder: post.bed.place.folder,
        ...(post.bed.place.url === null ? {} : { url: post.bed.place.url }),
      });
      const sent = new Set<string>();
      const deliveries = [
        post.start(gateway),
        startDelivery({ ...post.bed, database: other }, [gateway]),
        post.start(gateway),
      ];
      for (let i = 0; i < 60; i++) sent.add(await post.code(`${i}`));
      for (const delivery of deliveries) await delivery.settled();
      for (const delivery of deliveries) await delivery.stop();
      expect(gateway.handed.map(({ messageId }) => messageId).sort()).toEqual([...sent].sort());
      for (const messageId of sent) expect(await post.status(messageId)).toBe('sent');
      await other.close();
    });

    it('a slow gateway holds up only its own kind', async () => {
      const [slow, quick] = [scripted(['sms']), scripted(['email'])];
      const { promise, resolve } = Promise.withResolvers<Record<string, never>>();
      slow.behave = () => promise;
      post.start(slow, quick);
      for (let i = 0; i < 40; i++) await post.code(`${i}`);
      const messageId = await post.email('avviso');
      await expect.poll(() => post.status(messageId), SOON).toBe('sent');
      // No more at once than it may have in hand.
      expect(slow.handed).toHaveLength(16);
      resolve({});
      await expect.poll(() => slow.handed.length, SOON).toBe(40);
    });

    it('T-INF-11 finishes what it began before it stops, and begins nothing more', async () => {
      const gateway = scripted(['sms']);
      const { promise, resolve } = Promise.withResolvers<Record<string, never>>();
      gateway.behave = () => promise;
      const delivery = post.start(gateway);
      const begun = await post.code('1');
      await expect.poll(() => gateway.handed.length, SOON).toBe(1);
      const stopped = delivery.stop();
      const later = await post.code('2');
      resolve({});
      await stopped;
      expect([await post.status(begun), await post.status(later)]).toEqual(['sent', 'queued']);
    });

    it('leaves what no channel carries in the outbox', async () => {
      const messageId = await post.email('avviso');
      await post.start(scripted(['sms'])).settled();
      expect(await post.status(messageId)).toBe('queued');
    });
  });
});
