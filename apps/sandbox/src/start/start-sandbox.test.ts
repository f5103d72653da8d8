import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DAY } from '@tessera/base';
import { openSqlite } from '@tessera/storage';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fewKeyPairs } from '../testing/few-key-pairs.ts';
import { newDataFolder } from '../testing/temporary-sandbox.ts';
import { reservePort } from './ports.ts';
import { type RunningSandbox, type SandboxOptions, startSandbox } from './start-sandbox.ts';

let folder: string;
const running: RunningSandbox[] = [];
beforeEach(() => {
  folder = newDataFolder();
});
afterEach(async () => {
  for (const sandbox of running.splice(0)) await sandbox.stop().catch(() => undefined);
  rmSync(folder, { recursive: true, force: true });
});

async function start(options: Partial<SandboxOptions> = {}): Promise<RunningSandbox> {
  const sandbox = await startSandbox({ port: 0, dataFolder: folder, drawKeyPair: fewKeyPairs(), ...options });
  running.push(sandbox);
  return sandbox;
}

/** What is fixed by the seed and does not follow the calendar. */
async function adults(sandbox: RunningSandbox) {
  const people = await sandbox.everybody();
  return people
    .filter(({ scenario }) => !/minor|18/.test(scenario ?? ''))
    .map(({ citizenId: _ours, card: { citizenId: _again, ...card }, ...person }) => ({ ...person, card }));
}

describe('a start', () => {
  it('the same seed gives the same people, with the same cards and codes; another seed others', async () => {
    const one = await adults(await start({ seed: 7 }));
    const [other, third] = [newDataFolder(), newDataFolder()];
    expect(await adults(await start({ seed: 7, dataFolder: other }))).toEqual(one);
    const different = await adults(await start({ seed: 8, dataFolder: third }));
    expect(different.map(({ fiscalCode }) => fiscalCode)).not.toEqual(one.map(({ fiscalCode }) => fiscalCode));
    for (const each of running.splice(0)) await each.stop();
    for (const each of [other, third]) rmSync(each, { recursive: true });
  });

  it('finds everything as the last run left it: people, messages, and the clock', async () => {
    const first = await start();
    await first.moveClock({ kind: 'advance', by: { months: 0, milliseconds: 30 * DAY } });
    await first.moveClock({ kind: 'freeze' });
    const [people, messages, now] = [await first.everybody(), await first.inbox.list(), first.clock.now()];
    await first.stop();
    const second = await start();
    expect(await second.everybody()).toEqual(people);
    expect(await second.inbox.list()).toEqual(messages);
    expect(second.clock.now()).toBe(now);
    expect(second.about.seed).toBe(first.about.seed);
  });

  it('goes on with the next person of the seed', async () => {
    const first = await start({ seed: 7 });
    await first.stop();
    const again = await start();
    const person = await again.makePerson({}, { scenario: null, deeds: [] });
    const other = await start({ seed: 7, dataFolder: join(folder, 'other') });
    expect(person.fiscalCode).toBe((await other.makePerson({}, { scenario: null, deeds: [] })).fiscalCode);
  });

  it('--fresh starts over and leaves what is not ours', async () => {
    const first = await start();
    await first.makePerson({}, { scenario: null, deeds: [] });
    const count = (await first.everybody()).length;
    await first.stop();
    writeFileSync(join(folder, 'notes.txt'), 'mine');
    const second = await start({ fresh: true });
    expect(await second.everybody()).toHaveLength(count - 1);
    expect(readdirSync(folder)).toContain('notes.txt');
  });

  it('refuses another seed on data that are there, and says how to go on', async () => {
    await (await start({ seed: 7 })).stop();
    await expect(start({ seed: 8 })).rejects.toThrow(
      'The data were made with seed 7: start over with --fresh --seed 8',
    );
  });

  it('refuses a second sandbox on the same folder, and says where the first stands', async () => {
    const first = await start();
    await expect(start()).rejects.toThrow(`: ${first.addresses['controlPanel']}, process`);
    expect((await first.health()).status).toBe('ready');
  });

  it('refuses a national database whose keys and people are not here', async () => {
    const first = await start();
    await first.stop();
    for (const lost of ['world.db', 'world.db-wal', 'world.db-shm']) rmSync(join(folder, lost), { force: true });
    await expect(start()).rejects.toThrow('start over with --fresh');
  });

  it('begins the first day again when it was cut short', async () => {
    const first = await start({ seed: 7 });
    const people = await adults(first);
    await first.makePerson({}, { scenario: null, deeds: [] });
    await first.stop();
    const world = await openSqlite({ file: join(folder, 'world.db') });
    await world.run('update country set seeded_at = null');
    await world.run('delete from card where serial = (select min(serial) from card)');
    await world.close();
    expect(await adults(await start())).toEqual(people);
  });

  it('takes the next free port for a busy one, for each app, and says which were busy', async () => {
    const taken = await reservePort(0);
    const sandbox = await start({ port: taken.port });
    expect(sandbox.busyPorts).toContain(taken.port);
    const ports = Object.values(sandbox.addresses).map((address) => Number(new URL(address).port));
    expect(ports).toEqual(ports.toSorted((a, b) => a - b));
    expect(ports).not.toContain(taken.port);
    expect((await sandbox.health()).status).toBe('ready');
    await taken.release();
  });

  it('lets go of folder and ports when it fails half-way', async () => {
    mkdirSync(join(folder, 'tessera.db'));
    await expect(start()).rejects.toThrow();
    rmSync(join(folder, 'tessera.db'), { recursive: true });
    await start();
  });

  it('stops while somebody waits for a message', async () => {
    const sandbox = await start();
    const waiting = fetch(`${sandbox.addresses['controlPanel']}/api/v1/messages?after=100000&wait=60`);
    await new Promise((done) => setTimeout(done, 100));
    await sandbox.stop();
    expect(await (await waiting).json()).toEqual([]);
  });
});
