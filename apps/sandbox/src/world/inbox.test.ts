import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, MINUTE, type OutgoingMessage } from '@tessera/base';
import { migrate, openSqlite } from '@tessera/storage';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FaultBoard } from '../faults/fault-board.ts';
import { foundCountry } from './country-store.ts';
import { Inbox } from './inbox.ts';
import { MESSAGES_KEPT } from './message-store.ts';
import { worldMigrations } from './migrations.ts';

const phone = '+393990000001';
const start = Date.UTC(2026, 10, 25);
const sms = (text: string, to = phone): OutgoingMessage => ({ kind: 'sms', to, text });
const email: OutgoingMessage = {
  kind: 'email',
  to: 'a@posta.example',
  subject: 'Codice',
  text: '654321 è il tuo codice',
};

let folder: string;
let world: Database;
let now: number;
let faults: FaultBoard;
let inbox: Inbox;
let handovers: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tessera-inbox-'));
  const database = await openSqlite({ file: join(folder, 'world.db') });
  await migrate(database, worldMigrations);
  world = database;
  await foundCountry(world, 1);
  now = start;
  handovers = 0;
  faults = new FaultBoard({ now: () => now });
  inbox = new Inbox({ world, clock: { now: () => now }, faults });
});
afterEach(async () => {
  await inbox.stop();
  await world.close();
  rmSync(folder, { recursive: true, force: true });
});

const handOver = (message: OutgoingMessage, messageId = `message ${++handovers}`) =>
  inbox.channel.deliver(message, { messageId, signal: new AbortController().signal });
const texts = async () => (await inbox.list()).map(({ text }) => text);

describe('the inbox', () => {
  it('holds what was sent, oldest first, with the code ready to be copied', async () => {
    await handOver(sms('123456 è il tuo codice CIE'));
    await handOver(email);
    expect(await inbox.list()).toMatchObject([
      { id: 1, kind: 'sms', to: phone, code: '123456', at: start },
      { id: 2, kind: 'email', subject: 'Codice', code: '654321' },
    ]);
    expect(await inbox.list({ kind: 'email', after: 1 })).toHaveLength(1);
    expect(await inbox.list({ after: 2 })).toEqual([]);
  });

  it('shows a message once, however often the outbox hands it over', async () => {
    await handOver(sms('one'), 'the same');
    await handOver(sms('one'), 'the same');
    expect(await texts()).toEqual(['one']);
  });

  it('keeps the last 500 and never gives a number twice', async () => {
    for (let i = 1; i <= MESSAGES_KEPT + 3; i++) await handOver(sms(`text ${i}`));
    const kept = await inbox.list();
    expect(kept).toHaveLength(MESSAGES_KEPT);
    expect(kept[0]?.text).toBe('text 4');
    await inbox.clear();
    await handOver(sms('after'));
    expect((await inbox.list())[0]?.id).toBe(MESSAGES_KEPT + 4);
  });

  it('waits for the first message that matches, and no longer than asked', async () => {
    const waiting = inbox.waitFor({ kind: 'sms' }, ({ to }) => to === phone, 20_000);
    await handOver(sms('for another', '+393990000002'));
    await handOver(email);
    await handOver(sms('for this one'));
    expect(await waiting).toMatchObject([{ text: 'for this one' }]);
    expect(await inbox.waitFor({ after: 3 }, () => true, 10)).toEqual([]);
  });

  it('answers a waiting caller at once when the sandbox stops', async () => {
    const stop = new AbortController();
    const waiting = inbox.waitFor({}, () => true, 60_000, stop.signal);
    stop.abort();
    expect(await waiting).toEqual([]);
  });
});

describe('faults of the post', () => {
  it('SMS lost: taken, and never seen', async () => {
    faults.add('sms-lost', phone, null);
    expect(await handOver(sms('lost'))).toBeUndefined();
    await handOver(sms('seen', '+393990000002'));
    expect(await texts()).toEqual(['seen']);
  });

  it('SMS late: arrives when its hour has come on the country’s clock, and not before', async () => {
    faults.add('sms-late', null, 5 * MINUTE);
    await handOver(sms('late'), 'late one');
    await handOver(sms('late'), 'late one');
    now += 5 * MINUTE - 1;
    await inbox.bringDueMessages();
    expect(await texts()).toEqual([]);
    now += 1;
    await inbox.bringDueMessages();
    await inbox.bringDueMessages();
    expect(await texts()).toEqual(['late']);
  });

  it('SMS duplicated: the network brings it twice', async () => {
    faults.add('sms-duplicated', null, null);
    await handOver(sms('twice'));
    expect(await texts()).toEqual(['twice', 'twice']);
  });

  it('gateway and mail server down: refused, so that the outbox keeps the message', async () => {
    faults.add('sms-down', null, null);
    faults.add('email-down', null, null);
    await expect(handOver(sms('refused'))).rejects.toThrow('not sent: gateway down');
    await expect(handOver(email)).rejects.toThrow('not sent: mail server down');
    expect(await texts()).toEqual([]);
  });
});
