import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { columnsWith } from './columns-with.ts';
import { eachEngine } from './each-engine.ts';
import type { Testbed } from './ground-at.ts';
import { openTestbed } from './testbed.ts';

eachEngine((engine) => {
  describe('testbed', () => {
    let testbed: Testbed;
    beforeEach(async () => {
      testbed = await openTestbed(engine, {
        migrations: [{ id: 'shelf/1', sql: 'create table shelf (id text primary key, put_at bigint not null)' }],
      });
    });
    afterEach(() => testbed.close());

    it('keeps a clock that stands until it is moved', () => {
      const before = testbed.clock.now();
      testbed.clock.advance(1_000);
      expect(testbed.clock.now()).toBe(before + 1_000);
    });

    it('tells what left, and only what was committed', async () => {
      const message = { kind: 'sms', to: '+390000000000', text: 'ciao' } as const;
      await testbed.database.transaction((sql) => testbed.outbox.send(sql, message));
      const failing = testbed.database.transaction(async (sql) => {
        await testbed.outbox.send(sql, message);
        throw new Error('changed my mind');
      });
      await expect(failing).rejects.toThrow('changed my mind');
      expect(testbed.sent).toEqual([message]);
    });

    it('tells the events, in order', async () => {
      for (const act of ['test.one', 'test.two', 'test.three']) {
        await testbed.database.transaction((sql) => testbed.audit.record(sql, { act, rule: 'promise 21' }));
        testbed.clock.advance(1);
      }
      expect((await testbed.events()).map(({ act }) => act)).toEqual(['test.one', 'test.two', 'test.three']);
    });

    it('promise 19: finds what can be read in a dump of the database, however it is spelled', async () => {
      const marker = 'Marcatore Ünico 7f3a';
      const hidden = {
        plain: `x ${marker} y`,
        url: encodeURIComponent(marker),
        hex: Buffer.from(marker).toString('hex'),
        base64: Buffer.from(`{"name":"${marker}"}`).toString('base64'),
        base64url: Buffer.from(`a ${marker} b`).toString('base64url'),
        hashed: createHash('sha256').update(marker).digest('base64'),
      };
      for (const [spelling, text] of Object.entries(hidden)) {
        await testbed.database.run('insert into shelf (id, put_at) values ($1, $2)', text, 1);
        expect(await columnsWith(testbed, marker), spelling).toEqual(['shelf.id']);
        await testbed.database.run('delete from shelf');
      }
      expect(await columnsWith(testbed, marker)).toEqual([]);
    });

    it('has the tables of the rooms under test, and real keys', async () => {
      await testbed.database.run('insert into shelf (id, put_at) values ($1, $2)', 'a', testbed.clock.now());
      expect(await testbed.database.first('select put_at from shelf where id = $1', 'a')).toEqual({
        put_at: testbed.clock.now(),
      });
      const place = { table: 'shelf', column: 'id', row: 'a', version: 1 };
      const sealed = await testbed.keys.seal('identity', Uint8Array.of(1, 2, 3), place);
      expect(Array.from(await testbed.keys.open('identity', sealed, place))).toEqual([1, 2, 3]);
    });
  });
});
