import { once } from 'node:events';
import { createConnection, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fromHex, hex } from '@tessera/base';
import { atrOf, type Card, createCard } from '@tessera/chip';
import { drawTestCard } from '@tessera/chip/testing';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { connectToVpcd, listenForVpcd, nodePrimitives, type VpcdLink, withManners } from './index.ts';
import { callCard } from './testing/call-card.ts';
import { ownPort } from './testing/own-port.ts';
import { BadFrame, encodeVpcdFrame, vpcdMessages } from './vpcd-frame.ts';

const primitives = nodePrimitives();
const inReader = (): Card => createCard(drawTestCard().card, { primitives, memory: { save: async () => undefined } });
const SELECT_CIE = fromHex('00a4040c06a00000000039');

let link: VpcdLink | null = null;
afterEach(async () => {
  await link?.close();
  link = null;
});

async function until(look: () => boolean): Promise<void> {
  for (let tries = 0; tries < 400 && !look(); tries++) await sleep(10);
  expect(look()).toBe(true);
}

describe('a card that waits for vpcd', () => {
  it('answers its ATR and commands, and loses its selection with the power', async () => {
    const port = ownPort();
    link = await listenForVpcd({ port });
    link.insert(inReader());
    const reader = await callCard(port);
    expect(reader.atr).toEqual(atrOf('gemalto'));
    expect(hex(await reader.transmit(SELECT_CIE))).toBe('9000');
    expect(hex(await reader.transmit(fromHex('00b081000c')))).toBe('3132333435363738393031329000');
    await reader.reset();
    expect(hex(await reader.transmit(fromHex('00b081000c'))).slice(-4)).toBe('6a82');
    expect(link.seen).toBe(true);
    await reader.close();
    await until(() => link?.seen === false);
  });

  it('hangs up while no card lies there, when it is taken away, and on a second caller', async () => {
    const port = ownPort();
    link = await listenForVpcd({ port });
    await expect(callCard(port)).rejects.toThrow();
    link.insert(inReader());
    const reader = await callCard(port);
    await expect(callCard(port)).rejects.toThrow();
    link.remove();
    await expect(reader.transmit(SELECT_CIE)).rejects.toThrow();
    await expect(callCard(port + 1)).rejects.toThrow();
    link.second.insert(inReader());
    await (await callCard(port + 1)).close();
  });

  it('lies there no more when it could not answer, and says so', async () => {
    const port = ownPort();
    link = await listenForVpcd({ port });
    const lost: unknown[] = [];
    link.insert(withManners(inReader(), { lostAtCommand: 2 }), { lost: (cause) => lost.push(cause) });
    const reader = await callCard(port);
    await reader.transmit(SELECT_CIE);
    await expect(reader.transmit(SELECT_CIE)).rejects.toThrow();
    await until(() => lost.length === 1);
    await expect(callCard(port)).rejects.toThrow();
  });

  it.each(['0000', '000105', '0001ff', '000000000000'])('hangs up on bytes that are no message: %s', async (bytes) => {
    const port = ownPort();
    link = await listenForVpcd({ port });
    link.insert(inReader());
    const socket = createConnection({ host: '127.0.0.1', port });
    socket.write(fromHex(bytes));
    socket.resume();
    await once(socket, 'close');
    // And is there for the next one.
    await until(() => link?.seen === false);
    await (await callCard(port)).close();
  });

  it('is for this machine alone', async () => {
    await expect(listenForVpcd({ host: '0.0.0.0' })).rejects.toThrow(RangeError);
    expect(() => connectToVpcd({ host: '192.0.2.1' })).toThrow(RangeError);
    expect(() => connectToVpcd({ port: 65_535 })).toThrow(RangeError);
  });

  it('says that a port is taken, and keeps none', async () => {
    const port = ownPort();
    const other = createServer().listen(port + 1, '127.0.0.1');
    await once(other, 'listening');
    await expect(listenForVpcd({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    other.close();
    await once(other, 'close');
    link = await listenForVpcd({ port });
  });
});

describe('a card that calls vpcd', () => {
  it('calls when it is laid down, again when pcscd was away, and never without a card', async () => {
    const port = ownPort();
    const callers: Socket[] = [];
    const vpcd = createServer((socket) => {
      socket.on('error', () => undefined);
      callers.push(socket);
    });
    link = connectToVpcd({ port });
    link.insert(inReader());
    await sleep(50);
    vpcd.listen(port, '127.0.0.1');
    await until(() => callers.length === 1);
    callers[0]?.write(encodeVpcdFrame(Uint8Array.of(4)));
    const [frame] = (await once(callers[0] as Socket, 'data')) as [Buffer];
    expect(hex(frame)).toBe(`0014${hex(atrOf('gemalto'))}`);
    callers[0]?.destroy();
    await until(() => callers.length === 2);
    link.remove();
    await sleep(700);
    expect(callers.length).toBe(2);
    for (const socket of callers) socket.destroy();
    vpcd.close();
  });
});

describe('messages of vpcd', () => {
  async function read(chunks: readonly Uint8Array[]): Promise<unknown[]> {
    const messages: unknown[] = [];
    async function* stream(): AsyncGenerator<Uint8Array> {
      yield* chunks;
    }
    for await (const message of vpcdMessages(stream())) messages.push(message);
    return messages;
  }

  it('are the same however the stream is cut', async () => {
    const command = fc
      .uint8Array({ minLength: 2, maxLength: 300 })
      .map((bytes) => ({ kind: 'command', bytes }) as const);
    const control = fc.constantFrom(
      { kind: 'off', byte: 0 },
      { kind: 'on', byte: 1 },
      { kind: 'reset', byte: 2 },
      { kind: 'atr', byte: 4 },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(command, control)), fc.integer({ min: 1, max: 700 }), async (sent, size) => {
        const bytes = Buffer.concat(
          sent.map((each) => encodeVpcdFrame('bytes' in each ? each.bytes : Uint8Array.of(each.byte))),
        );
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, i) =>
          bytes.subarray(i * size, (i + 1) * size),
        );
        expect(await read(chunks)).toEqual(sent.map((each) => ('bytes' in each ? each : { kind: each.kind })));
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('end at the first one that is none', async () => {
    await expect(read([fromHex('000103')])).rejects.toThrow(BadFrame);
    await expect(read([fromHex('0000')])).rejects.toThrow(BadFrame);
  });
});
