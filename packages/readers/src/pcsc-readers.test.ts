import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { pcscReaders, ReadersUnavailable } from './index.ts';
import type { PcscModule, PcscReader, PcscService } from './pcsc-module.ts';

/** A service of which the test says what it sees: for what pcscd does not do on demand. */
function service(): { module: PcscModule; events: EventEmitter; opened: () => number; runs: (yes: boolean) => void } {
  const events = new EventEmitter();
  let opened = 0;
  let running = true;
  const open = (): PcscService => {
    opened += 1;
    events.removeAllListeners();
    return Object.assign(events, { close: () => undefined }) as unknown as PcscService;
  };
  return {
    events,
    opened: () => opened,
    runs: (yes) => {
      running = yes;
    },
    module: { open, serviceRuns: async () => running },
  };
}

const reader = (name: string): PcscReader & EventEmitter =>
  Object.assign(new EventEmitter(), {
    ...{ name, SCARD_SHARE_EXCLUSIVE: 1, SCARD_PROTOCOL_T0: 1, SCARD_PROTOCOL_T1: 2, SCARD_STATE_PRESENT: 32 },
    SCARD_UNPOWER_CARD: 2,
    connect: (_options: unknown, done: (error: Error | null, protocol: number) => void) =>
      done(new Error('sharing violation'), 0),
    transmit: () => undefined,
    disconnect: (_disposition: number, done: () => void) => done(),
  }) as unknown as PcscReader & EventEmitter;

describe('readers of PC/SC that cannot be asked', () => {
  it('say that the module is missing, and how to make it', async () => {
    const readers = pcscReaders(() => {
      throw new ReadersUnavailable('no-module');
    });
    await expect(readers.list()).rejects.toMatchObject({ because: 'no-module' });
    await expect(readers.list()).rejects.toThrow('npm run readers:build');
  });

  it('say that the service does not run, are found once it does, and again after it was away', async () => {
    const { module, events, opened, runs } = service();
    const readers = pcscReaders(() => module);
    runs(false);
    await expect(readers.connect('A')).rejects.toMatchObject({ because: 'no-service' });
    await expect(readers.list()).rejects.toThrow('pcscd');
    runs(true);
    expect(await readers.list()).toEqual([]);
    events.emit('error', new Error('the service stopped'));
    runs(false);
    await expect(readers.list()).rejects.toMatchObject({ because: 'no-service' });
    runs(true);
    expect(await readers.list()).toEqual([]);
    expect(opened()).toBe(2);
    readers.close();
  });
});

describe('readers of PC/SC', () => {
  it('come and go with their cards, in the order of their names', async () => {
    const { module, events } = service();
    const readers = pcscReaders(() => module);
    let changes = 0;
    const stop = readers.watch(() => void changes++);
    await readers.list();
    const [b, a] = [reader('B'), reader('A')];
    events.emit('reader', b);
    events.emit('reader', a);
    b.emit('status', { state: 16 });
    a.emit('status', { state: 32, atr: Uint8Array.of(0x3b, 0x00) });
    expect(await readers.list()).toEqual([
      { name: 'A', atr: Uint8Array.of(0x3b, 0x00) },
      { name: 'B', atr: null },
    ]);
    await expect(readers.connect('A')).rejects.toMatchObject({ fault: 'card-lost' });
    await expect(readers.connect('B')).rejects.toMatchObject({ fault: 'card-lost' });
    await expect(readers.connect('C')).rejects.toMatchObject({ fault: 'card-lost' });
    a.emit('end');
    expect(await readers.list()).toEqual([{ name: 'B', atr: null }]);
    expect(changes).toBe(5);
    stop();
    readers.close();
  });
});
