import { DAY, type OutgoingMessage } from '@tessera/base';
import { eachEngine } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refused } from './channel.ts';
import { forgetDone } from './forget-done.ts';
import { createOutbox } from './outbox.ts';
import { openPost, type Post, scripted } from './testing/post.ts';

const LETTER: OutgoingMessage = { kind: 'letter', to: 'Nome', language: 'it', holds: 'nothing-secret', sheets: [] };

eachEngine((engine) => {
  describe('the outbox’s housekeeping', () => {
    let post: Post;
    beforeEach(async () => {
      post = await openPost(engine);
    });
    afterEach(() => post.close());

    it('promise 23: forgets what left, and what was given up, a week ago and not a moment before', async () => {
      const gateway = scripted(['sms']);
      const delivery = post.start(gateway);
      const sent = await post.sms('1');
      await delivery.settled();
      gateway.behave = () => Promise.reject(new Refused('no such number'));
      const refused = await post.sms('2');
      await delivery.settled();

      const both = async () => [await post.status(sent), await post.status(refused)];
      post.bed.clock.advance(7 * DAY);
      await forgetDone(post.bed);
      expect(await both()).toEqual(['sent', 'failed']);
      post.bed.clock.advance(1);
      await forgetDone(post.bed);
      expect(await both()).toEqual([null, null]);
      // What happened is still told, without whom it was for.
      expect(await post.acts()).toEqual(['messaging.sent', 'messaging.given-up']);
    });

    it('keeps what waits, however long', async () => {
      const outbox = createOutbox(post.bed);
      const { messageId } = await post.bed.database.transaction((sql) => outbox.send(sql, LETTER));
      post.bed.clock.advance(365 * DAY);
      await forgetDone(post.bed);
      expect(await post.status(messageId)).toBe('queued');
    });

    it('takes thousands, some at a time, in one visit', async () => {
      const delivery = post.start(scripted(['sms']));
      const last = await post.sms('0');
      await delivery.settled();
      const copy = `insert into outbox (id, kind, sealed_under, queued_at, next_try_at, tries, known_tries, sent_at)
        select id || $1, kind, sealed_under, queued_at, next_try_at, tries, known_tries, sent_at from outbox`;
      for (let doubled = 0; doubled < 11; doubled++) await post.bed.database.run(copy, `/${doubled}`);
      post.bed.clock.advance(8 * DAY);
      await forgetDone(post.bed);
      expect(await post.status(last)).toBeNull();
      expect(await post.bed.database.all('select id from outbox')).toEqual([]);
    });
  });
});
