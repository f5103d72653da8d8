import { appendFile, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fromHex, type Sql } from '@tessera/base';
import { openSoftwareKeys } from '@tessera/keys';
import { eachEngine, openTestbed, type Testbed } from '@tessera/testbed';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BEGINNING, type EventRow, hashOf } from './audit-event.ts';
import { CheckpointForged, keepCheckpoints, readCheckpoints, writeCheckpoint } from './checkpoint.ts';
import { verifyAuditTrail } from './verify-trail.ts';

/** What somebody does who may write to every table of the database (T-CRY-07). */
eachEngine((engine) => {
  let testbed: Testbed;
  let lane: number;
  let folder: string;
  /** Events of that lane. */
  let last: number;
  beforeEach(async () => {
    testbed = await openTestbed(engine);
    folder = join(testbed.place.folder, 'checkpoints');
    // One transaction keeps to one lane: ten events in a row, then some in other lanes, or in the one that SQLite uses.
    await testbed.database.transaction(async (sql) => {
      for (let n = 0; n < 10; n++) {
        await testbed.audit.record(sql, { act: `test.act-${n}`, rule: 'promise 21', citizen: `c${n}`, details: { n } });
      }
    });
    lane = (await testbed.events())[0]?.lane ?? -1;
    for (let n = 0; n < 5; n++) {
      await testbed.database.transaction((sql) => testbed.audit.record(sql, { act: 'test.other', rule: 'promise 21' }));
    }
    last = (await rows()).length;
  });
  afterEach(() => testbed.close());

  const change = (text: string, ...values: (string | number | Uint8Array | null)[]) =>
    testbed.database.run(text, ...values);
  const verdict = async () =>
    verifyAuditTrail(testbed.database, await readCheckpoints(testbed.keys, folder).catch(() => []));
  const bad = (position: number, why: string) => ({ outcome: 'broken', rows: [{ lane, position, why }] });
  const rows = (sql: Sql = testbed.database) =>
    sql.all<EventRow>('select * from audit_event where lane = $1 order by position', lane);

  /** Makes every hash from this position on fit again, and the head too. */
  const makeFit = async (from: number) => {
    let previous = BEGINNING;
    for (const row of await rows()) {
      if (row.position >= from) {
        const hash = hashOf(row, previous);
        await change('update audit_event set hash = $3 where lane = $1 and position = $2', lane, row.position, hash);
        previous = hash;
      } else previous = row.hash;
    }
    const last = (await rows()).at(-1);
    await change(
      'update audit_lane set position = $2, hash = $3 where lane = $1',
      lane,
      last?.position ?? 0,
      last?.hash ?? null,
    );
  };

  describe('T-CRY-07: the verifier', () => {
    it('finds nothing in an honest trail', async () => {
      await writeCheckpoint(testbed, folder);
      expect(await verdict()).toEqual({ outcome: 'intact', events: 15 });
    });

    it('names a changed row, whatever was changed in it', async () => {
      const changes: [string, string | number | null][] = [
        ['at', 1],
        ['act', 'test.nothing'],
        ['rule', 'promise 22'],
        ['citizen', 'c9'],
        ['citizen', null],
        ['details', '{"n":5}'],
        ['details', null],
      ];
      for (const [column, value] of changes) {
        const row = (await rows())[3];
        await change(`update audit_event set ${column} = $2 where lane = $1 and position = 4`, lane, value);
        expect(await verdict(), column).toEqual(bad(4, 'changed'));
        const was = row?.[column as 'act' | 'at'] ?? null;
        await change(`update audit_event set ${column} = $2 where lane = $1 and position = 4`, lane, was);
        expect(await verdict()).toEqual({ outcome: 'intact', events: 15 });
      }
      await change('update audit_event set hash = $2 where lane = $1 and position = 4', lane, fromHex('00'.repeat(32)));
      expect(await verdict()).toEqual(bad(4, 'changed'));
    });

    it('names a deleted row', async () => {
      await change('delete from audit_event where lane = $1 and position = 4', lane);
      expect(await verdict()).toEqual(bad(4, 'missing'));
    });

    it('names a deleted row whose place was closed up', async () => {
      await change('delete from audit_event where lane = $1 and position = 4', lane);
      for (let n = 5; n <= 10; n++) {
        await change('update audit_event set position = position - 1 where lane = $1 and position = $2', lane, n);
      }
      expect(await verdict()).toEqual(bad(4, 'changed'));
    });

    it('names the first of two rows that changed places', async () => {
      for (const [from, to] of [
        [4, 99],
        [7, 4],
        [99, 7],
      ]) {
        await change(
          'update audit_event set position = $3 where lane = $1 and position = $2',
          lane,
          from ?? 0,
          to ?? 0,
        );
      }
      expect(await verdict()).toEqual(bad(4, 'changed'));
    });

    it('names a row that was put in', async () => {
      const add = `insert into audit_event (lane, position, at, act, rule, citizen, details, hash)
        select lane, position + 1, at, act, rule, citizen, details, hash from audit_event where lane = $1 and position = $2`;
      await change(add, lane, last);
      expect(await verdict()).toEqual(bad(last + 1, 'changed'));
      const row = (await rows()).at(-1);
      const before = (await rows()).at(-2);
      if (row === undefined || before === undefined) throw new Error('no rows');
      await change(
        'update audit_event set hash = $2 where lane = $1 and position = $3',
        lane,
        hashOf(row, before.hash),
        last + 1,
      );
      expect(await verdict()).toEqual(bad(last + 1, 'added'));
    });

    it('names where the tail was cut', async () => {
      await change('delete from audit_event where lane = $1 and position > 6', lane);
      expect(await verdict()).toEqual(bad(7, 'missing'));
    });

    it('names where the tail was cut, by the checkpoint, when the head was moved back too', async () => {
      await writeCheckpoint(testbed, folder);
      await change('delete from audit_event where lane = $1 and position > 6', lane);
      await makeFit(last + 1);
      expect(await verifyAuditTrail(testbed.database)).toEqual({ outcome: 'intact', events: 15 - last + 6 });
      expect(await verdict()).toEqual(bad(7, 'missing'));
    });

    it('finds a lane that was emptied', async () => {
      await writeCheckpoint(testbed, folder);
      await change('delete from audit_event where lane = $1', lane);
      await makeFit(1);
      expect(await verdict()).toEqual(bad(1, 'missing'));
    });

    it('finds a fork: another story with hashes that fit, since the checkpoint before', async () => {
      await writeCheckpoint(testbed, folder);
      await change("update audit_event set act = 'test.nothing' where lane = $1 and position = 4", lane);
      await makeFit(4);
      expect(await verifyAuditTrail(testbed.database)).toEqual({ outcome: 'intact', events: 15 });
      expect(await verdict()).toEqual(bad(last, 'rewritten'));
    });

    it('names a head that was changed', async () => {
      await change('update audit_lane set hash = $2 where lane = $1', lane, fromHex('00'.repeat(32)));
      expect(await verdict()).toEqual(bad(last, 'changed'));
    });

    it('does not take a row that is being recorded for a forged one', async () => {
      const recording = Promise.all(
        Array.from({ length: 100 }, () =>
          testbed.database.transaction((sql) =>
            testbed.audit.record(sql, { act: 'test.meanwhile', rule: 'promise 21' }),
          ),
        ),
      );
      for (let n = 0; n < 10; n++) expect((await verdict()).outcome).toBe('intact');
      await recording;
      expect(await verdict()).toEqual({ outcome: 'intact', events: 115 });
    });
  });

  describe('a checkpoint', () => {
    it('is a private file, signed, and read back in the order of time', async () => {
      const first = await writeCheckpoint(testbed, folder);
      testbed.clock.advance(3_600_000);
      await writeCheckpoint(testbed, folder);
      expect((await stat(first)).mode & 0o777).toBe(0o600);
      const [one, two] = await readCheckpoints(testbed.keys, folder);
      expect((two?.at ?? 0) - (one?.at ?? 0)).toBe(3_600_000);
      expect(one?.lanes.find((each) => each.lane === lane)?.position).toBe(last);
    });

    it('that our key did not sign is named', async () => {
      const file = await writeCheckpoint(testbed, folder);
      const token = await readFile(file, 'utf8');
      const [header = '', , signature = ''] = token.split('.');
      const payload = Buffer.from(JSON.stringify({ at: 1, lanes: [] })).toString('base64url');
      const none = Buffer.from('{"alg":"none"}').toString('base64url');
      const forgeries = [
        `${header}.${payload}.${signature}`,
        `${none}.${payload}.`,
        `${token}.x`,
        token.slice(0, -2),
        '',
        'x',
      ];
      for (const forged of forgeries) {
        await writeFile(file, forged);
        await expect(readCheckpoints(testbed.keys, folder)).rejects.toThrow(CheckpointForged);
      }
      await writeFile(file, token);
      await appendFile(join(folder, 'note.txt'), 'no checkpoint');
      expect(await readCheckpoints(testbed.keys, folder)).toHaveLength(1);
      const strangers = await openSoftwareKeys({ folder: join(testbed.place.folder, 'strangers') });
      await expect(readCheckpoints(strangers, folder)).rejects.toThrow(CheckpointForged);
    });

    it('is written at once and then every hour', async () => {
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
      try {
        const failed = vi.fn();
        const stop = keepCheckpoints(testbed, { folder, failed });
        const count = async () =>
          (await readdir(folder).catch(() => [])).filter((file) => file.endsWith('.checkpoint')).length;
        await vi.waitFor(async () => expect(await count()).toBe(1), { timeout: 30_000 });
        vi.advanceTimersByTime(2 * 3_600_000);
        await vi.waitFor(async () => expect(await count()).toBe(3), { timeout: 30_000 });
        stop();
        vi.advanceTimersByTime(3_600_000);
        expect(failed).not.toHaveBeenCalled();
        expect(await count()).toBe(3);
      } finally {
        vi.useRealTimers();
      }
    });
  });
});
