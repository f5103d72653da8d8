import type { AuditEvent } from '@tessera/base';
import { eachEngine, inProcesses, openTestbed, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAuditTrail } from './audit-trail.ts';
import { latestEvents, readEvents } from './read-events.ts';
import { verifyAuditTrail } from './verify-trail.ts';

const migrations = [{ id: 'audit-test/1', sql: 'create table act (id text primary key)' }];

eachEngine((engine) => {
  let testbed: Testbed;
  beforeEach(async () => {
    testbed = await openTestbed(engine, { migrations });
  });
  afterEach(() => testbed.close());

  const event = (act: string, rest: Partial<AuditEvent> = {}): AuditEvent => ({ act, rule: 'promise 21', ...rest });
  const record = (...events: AuditEvent[]) =>
    testbed.database.transaction(async (sql) => {
      for (const each of events) await testbed.audit.record(sql, each);
    });
  const acts = async () => (await testbed.events()).map(({ act }) => act);

  describe('recording', () => {
    it('keeps what was told, and when', async () => {
      await record(
        event('activation.begun', { citizen: 'c1', details: { step: 'digits', left: 4 } }),
        event('activation.ended'),
      );
      expect(await testbed.events()).toMatchObject([
        {
          act: 'activation.begun',
          rule: 'promise 21',
          citizen: 'c1',
          details: { left: 4, step: 'digits' },
          at: testbed.clock.now(),
        },
        { act: 'activation.ended', at: testbed.clock.now() },
      ]);
      expect((await testbed.events())[1]).not.toHaveProperty('citizen');
    });

    it('promise 21 lets the act fail when a row stands where its event belongs', async () => {
      await record(event('test.before'));
      await testbed.database.run(
        `insert into audit_event (lane, position, at, act, rule, hash)
         select lane, position + 1, 0, 'test.forged', 'none', $1 from audit_lane`,
        new Uint8Array(32),
      );
      await expect(record(event('test.after'))).rejects.toThrow('beyond its end');
      expect(await acts()).not.toContain('test.after');
    });

    it('chains what two nodes record in the same words at the same instant', async () => {
      const others = [createAuditTrail(testbed), createAuditTrail(testbed)];
      const same = () =>
        Promise.all(others.map((node) => testbed.database.transaction((sql) => node.record(sql, event('test.same')))));
      for (let times = 0; times < 40; times++) await same();
      expect(await verifyAuditTrail(testbed.database)).toEqual({ outcome: 'intact', events: 80 });
    });

    it('keeps the order in which things happened, at one instant too, and when the clock is moved back', async () => {
      const told = Array.from({ length: 40 }, (_, n) => `test.act-${n}`);
      for (const act of told.slice(0, 20)) await record(event(act));
      testbed.clock.advance(-3_600_000);
      for (const act of told.slice(20)) await record(event(act));
      expect(await acts()).toEqual(told);
      expect(await verifyAuditTrail(testbed.database)).toEqual({ outcome: 'intact', events: 40 });
    });

    it('promise 21: stands or falls with its act', async () => {
      const failing = testbed.database.transaction(async (sql) => {
        await testbed.audit.record(sql, event('test.undone'));
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(await acts()).toEqual([]);
      await record(event('test.done'));
      expect(await verifyAuditTrail(testbed.database)).toEqual({ outcome: 'intact', events: 1 });
    });

    it('is refused outside a transaction', () => {
      expect(() => testbed.audit.record(testbed.database, event('test.alone'))).toThrow(TypeError);
    });

    it('T-CRY-08: when it fails the act does not happen, whoever swallows the error', async () => {
      await testbed.database.run('drop table audit_event');
      const act = (swallow: boolean) =>
        testbed.database.transaction(async (sql) => {
          await sql.run("insert into act (id) values ('a')");
          const recorded = testbed.audit.record(sql, event('test.act'));
          await (swallow ? recorded.catch(() => undefined) : recorded);
        });
      await expect(act(false)).rejects.toThrow();
      await expect(act(true)).rejects.toThrow();
      expect(await testbed.database.all('select id from act order by id')).toEqual([]);
    });

    it('chains what one transaction records, also when it does not wait in between', async () => {
      await testbed.database.transaction((sql) =>
        Promise.all(Array.from({ length: 10 }, (_, n) => testbed.audit.record(sql, event(`test.act-${n}`)))),
      );
      expect(await acts()).toEqual(Array.from({ length: 10 }, (_, n) => `test.act-${n}`));
      expect(await verifyAuditTrail(testbed.database)).toEqual({ outcome: 'intact', events: 10 });
    });

    it('keeps its chains whole under 200 transactions at once', async () => {
      await Promise.all(Array.from({ length: 200 }, (_, n) => record(event(`test.act-${n}`), event('test.second'))));
      expect(await verifyAuditTrail(testbed.database)).toEqual({ outcome: 'intact', events: 400 });
    });

    it('keeps its chains whole when two processes record', async () => {
      const script = new URL('./testing/record-events.ts', import.meta.url);
      await inProcesses(testbed, script, [100, 100]);
      expect(await verifyAuditTrail(testbed.database)).toEqual({ outcome: 'intact', events: 200 });
      expect(new Set(await acts()).size).toBe(200);
    });
  });

  describe('reading', () => {
    it('goes on where it ended, event by event', async () => {
      const told = Array.from({ length: 50 }, (_, n) => `test.act-${n}`);
      for (const act of told) await record(event(act));
      const read: string[] = [];
      let after: string | null = null;
      for (;;) {
        const page: Awaited<ReturnType<typeof readEvents>> = await readEvents(testbed.database, { after, limit: 7 });
        expect(page.events.length).toBeLessThanOrEqual(7);
        if (page.events.length === 0) {
          expect(page.next).toBe(after);
          break;
        }
        read.push(...page.events.map(({ act }) => act));
        after = page.next;
      }
      expect(read).toEqual(told);
    });

    it('skips nothing and repeats nothing while others record', async () => {
      const writing = Promise.all(Array.from({ length: 150 }, (_, n) => record(event(`test.act-${n}`))));
      const read: string[] = [];
      let after: string | null = null;
      let done = false;
      void writing.then(() => {
        done = true;
      });
      for (;;) {
        const last = done;
        const page: Awaited<ReturnType<typeof readEvents>> = await readEvents(testbed.database, { after, limit: 20 });
        read.push(...page.events.map(({ act }) => act));
        after = page.next;
        if (last && page.events.length === 0) break;
        await new Promise((resolve) => setImmediate(resolve));
      }
      await writing;
      expect(read).toHaveLength(150);
      expect(new Set(read).size).toBe(150);
    });

    it('tells what concerns one citizen', async () => {
      for (let n = 0; n < 30; n++) await record(event(`test.act-${n}`, { citizen: n % 10 === 0 ? 'c1' : 'c2' }));
      const first = await readEvents(testbed.database, { limit: 2, citizen: 'c1' });
      expect(first.events.map(({ act }) => act)).toEqual(['test.act-0', 'test.act-10']);
      const second = await readEvents(testbed.database, { after: first.next, limit: 2, citizen: 'c1' });
      expect(second.events.map(({ act }) => act)).toEqual(['test.act-20']);
    });

    it('begins with the newest when asked, and goes on from there', async () => {
      for (let n = 0; n < 40; n++) await record(event(`test.act-${n}`));
      const latest = await latestEvents(testbed.database, { limit: 3 });
      expect(latest.events.map(({ act }) => act)).toEqual(['test.act-37', 'test.act-38', 'test.act-39']);
      await record(event('test.new'));
      const { events } = await readEvents(testbed.database, { after: latest.next, limit: 10 });
      expect(events.map(({ act }) => act)).toEqual(['test.new']);
    });

    it('refuses a place that it did not give', async () => {
      for (const after of ['', '1', 'x', '-1.0.0', new Array(16).fill('1e3x').join('.')]) {
        await expect(readEvents(testbed.database, { after, limit: 1 })).rejects.toThrow(RangeError);
      }
    });
  });
});
