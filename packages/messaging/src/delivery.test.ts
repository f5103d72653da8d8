import { HOUR, MINUTE, SECOND } from '@tessera/base';
import { eachEngine } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Channel, Refused } from './channel.ts';
import { down, openPost, type Post, SOON, scripted, silent } from './testing/post.ts';

eachEngine((engine) => {
  describe('delivery', () => {
    let post: Post;
    beforeEach(async () => {
      post = await openPost(engine);
    });
    afterEach(() => post.close());

    it('wakes when a message is committed, hands it over once, and forgets its text', async () => {
      const gateway = scripted(['sms']);
      const delivery = post.start(gateway);
      await delivery.settled();
      const messageId = await post.code('482913');
      await delivery.settled();
      expect(gateway.handed).toEqual([{ text: '482913', messageId }]);
      expect(await post.status(messageId)).toBe('sent');
      post.bed.clock.advance(48 * HOUR);
      await delivery.settled();
      expect(gateway.handed).toHaveLength(1);
      expect(await post.bed.database.first('select payload from outbox order by id')).toEqual({ payload: null });
      expect(await post.acts()).toEqual(['messaging.sent']);
    });

    it('C-11 shows that the citizen has it, when the gateway says so at once or later', async () => {
      const gateway = scripted(['sms']);
      let report: Parameters<NonNullable<Channel['reports']>>[0] = () => {};
      gateway.reports = (listener) => {
        report = listener;
        return () => {};
      };
      const delivery = post.start(gateway, { ...scripted(['email']), deliver: async () => ({ delivered: true }) });
      gateway.behave = async () => ({ reference: 'gw/1' });
      const [first, atOnce] = [await post.code('1'), await post.email('2')];
      await delivery.settled();
      expect([await post.status(first), await post.status(atOnce)]).toEqual(['sent', 'delivered']);
      gateway.behave = async () => {
        // Before the worker could note the reference.
        report('gw/2', 'undelivered');
        return { reference: 'gw/2' };
      };
      const second = await post.code('3');
      report('gw/1', 'delivered');
      report('gw/1', 'undelivered');
      report('gw/unknown', 'delivered');
      await expect.poll(() => post.status(first), SOON).toBe('delivered');
      await expect.poll(() => post.status(second), SOON).toBe('failed');
    });

    it('T-INF-06 loses nothing while a gateway is down, and waits longer each time', async () => {
      const gateway = scripted(['sms']);
      gateway.behave = down;
      const delivery = post.start(gateway);
      const messageId = await post.code('482913');
      await delivery.settled();
      for (const wait of [5, 10, 20, 40]) {
        const before = gateway.handed.length;
        post.bed.clock.advance(wait * SECOND - 1);
        await delivery.settled();
        expect(gateway.handed).toHaveLength(before);
        post.bed.clock.advance(1);
        await delivery.settled();
        expect(gateway.handed).toHaveLength(before + 1);
      }
      gateway.behave = async () => ({});
      post.bed.clock.advance(80 * SECOND);
      await delivery.settled();
      expect(await post.status(messageId)).toBe('sent');
      expect(new Set(gateway.handed.map((handed) => handed.messageId))).toEqual(new Set([messageId]));
    });

    it('T-INF-06 asks the second gateway when the first surely sent nothing', async () => {
      const [first, second] = [scripted(['sms']), scripted(['sms'])];
      first.behave = down;
      const delivery = post.start(first, second);
      const messageId = await post.code('482913');
      await delivery.settled();
      expect([first.handed.length, second.handed.length]).toEqual([1, 1]);
      expect(await post.status(messageId)).toBe('sent');
    });

    it('T-INF-06 never repeats a code that may have arrived, neither here nor elsewhere', async () => {
      const [first, second] = [scripted(['sms']), scripted(['sms'])];
      first.behave = silent;
      const delivery = post.start(first, second);
      const messageId = await post.code('482913');
      await delivery.settled();
      post.bed.clock.advance(HOUR);
      await delivery.settled();
      expect([first.handed.length, second.handed.length]).toEqual([1, 0]);
      expect(await post.status(messageId)).toBe('failed');
      expect(await post.acts()).toEqual(['messaging.given-up']);
    });

    it('T-INF-06 repeats it to a gateway that recognises the id, and to no other', async () => {
      const [first, second] = [scripted(['sms'], true), scripted(['sms'])];
      first.behave = silent;
      const delivery = post.start(first, second);
      const messageId = await post.code('482913');
      await delivery.settled();
      first.behave = down;
      post.bed.clock.advance(5 * SECOND);
      await delivery.settled();
      first.behave = async () => ({});
      post.bed.clock.advance(10 * SECOND);
      await delivery.settled();
      expect(first.handed.map((handed) => handed.messageId)).toEqual([messageId, messageId, messageId]);
      expect(second.handed).toEqual([]);
      expect(await post.status(messageId)).toBe('sent');
    });

    it('T-INF-06 drops a code when its time is over', async () => {
      const gateway = scripted(['sms']);
      gateway.behave = down;
      const delivery = post.start(gateway);
      const tried = await post.code('1');
      await delivery.settled();
      post.bed.clock.advance(10 * MINUTE);
      gateway.behave = async () => ({});
      const fresh = await post.code('2');
      await delivery.settled();
      expect(gateway.handed.map(({ text }) => text)).toEqual(['1', '2']);
      expect([await post.status(tried), await post.status(fresh)]).toEqual(['failed', 'sent']);
    });

    it('T-INF-07 loses no notice, also after a month of silence', async () => {
      const server = scripted(['email']);
      server.behave = silent;
      const delivery = post.start(server);
      const messageId = await post.email('avviso');
      for (let day = 0; day < 30; day++) {
        await delivery.settled();
        post.bed.clock.advance(24 * HOUR);
      }
      const tries = server.handed.length;
      expect(tries).toBe(30);
      server.behave = async () => ({});
      await delivery.settled();
      expect(server.handed).toHaveLength(tries + 1);
      expect(await post.status(messageId)).toBe('sent');
    });

    it('gives up what is refused, and what somebody changed in the database', async () => {
      const gateway = scripted(['sms']);
      gateway.behave = () => Promise.reject(new Refused('number'));
      const delivery = post.start(gateway);
      const refused = await post.sms('1');
      await delivery.settled();
      await delivery.stop();
      const changed = await post.sms('2');
      await post.bed.database.run('update outbox set payload = $2 where id = $1', changed, new Uint8Array(64));
      gateway.behave = async () => ({});
      await post.start(gateway).settled();
      expect([await post.status(refused), await post.status(changed)]).toEqual(['failed', 'failed']);
      expect(gateway.handed).toHaveLength(1);
    });
  });
});
