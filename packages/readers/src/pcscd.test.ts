import { setTimeout as sleep } from 'node:timers/promises';
import { hex, utf8 } from '@tessera/base';
import { certifiedTerminal, enrol, openChannel, readNis, sign, verifyPin } from '@tessera/card-client';
import { atrOf, createCard } from '@tessera/chip';
import { drawTestCard, TEST_PIN, type TestCard } from '@tessera/chip/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  connectToVpcd,
  listenForVpcd,
  nodePrimitives,
  pcscReaders,
  type ReaderSource,
  ReadersUnavailable,
  type VpcdLink,
} from './index.ts';
import { ownPort } from './testing/own-port.ts';
import { type PrivatePcscd, startPcscd, whatPcscdMisses } from './testing/pcscd.ts';

const missing = whatPcscdMisses();
if (missing !== null) console.log(`Tests with pcscd are skipped. To run them:  ${missing}`);

const primitives = nodePrimitives();
const inReader = ({ card }: TestCard) => createCard(card, { primitives, memory: { save: async () => undefined } });
const spaced = (bytes: Uint8Array): string =>
  hex(bytes)
    .toUpperCase()
    .replace(/..(?=.)/g, '$& ');

/** Waits until the service has noticed. */
async function eventually<Value>(look: () => Promise<Value | null> | Value | null): Promise<Value> {
  for (let tries = 0; tries < 200; tries++) {
    const found = await look();
    if (found !== null) return found;
    await sleep(50);
  }
  throw new Error('it never came');
}

describe.skipIf(missing !== null)('pcscd and the tools of strangers', () => {
  let pcscd: PrivatePcscd;
  let link: VpcdLink;
  beforeAll(async () => {
    pcscd = await startPcscd('listens', ownPort());
    link = connectToVpcd({ port: pcscd.port });
  });
  afterAll(async () => {
    await link.close();
    await pcscd.stop();
  });

  const opensc = (...args: string[]) => pcscd.run('opensc-tool', args);
  const cardSeen = (yes: boolean) =>
    eventually(async () => ((await opensc('-l')).includes(' Yes ') === yes ? true : null));

  it.each(['gemalto', 'nxp', 'actalis2023'] as const)('opensc-tool and pcsc_scan see a card of %s', async (maker) => {
    link.insert(inReader(drawTestCard({ maker })));
    await cardSeen(true);
    expect(await opensc('-l', '-a', '-r', '0')).toContain(hex(atrOf(maker)).replace(/..(?=.)/g, '$&:'));
    const scanned = await pcscd.run('pcsc_scan', ['-n'], 1_500);
    expect(scanned).toContain('Card inserted');
    expect(scanned).toContain(`ATR: ${spaced(atrOf(maker))}`);
    link.remove();
    await cardSeen(false);
  });

  it('a script of opensc-tool reads the NIS', async () => {
    link.insert(inReader(drawTestCard({ nis: '246813579024' })));
    await cardSeen(true);
    const commands = ['00A4040C0DA0000000308000000009816001', '00A4040C06A00000000039', '00B081000C'];
    const said = await opensc('-r', '0', ...commands.flatMap((command) => ['-s', command]));
    expect(said.match(/SW1=0x90, SW2=0x00/g)).toHaveLength(3);
    expect(said).toContain('246813579024');
    link.remove();
  });

  it('a card lies there again after pcscd was started anew', async () => {
    link.insert(inReader(drawTestCard()));
    await cardSeen(true);
    await pcscd.restart();
    await cardSeen(true);
    link.remove();
    await cardSeen(false);
  });

  it('sees two cards at once, on two slots', async () => {
    link.insert(inReader(drawTestCard({ maker: 'gemalto' })));
    link.second.insert(inReader(drawTestCard({ maker: 'nxp' })));
    await eventually(async () => ((await opensc('-l')).match(/ Yes /g)?.length === 2 ? true : null));
    expect(await opensc('-a', '-r', '1')).toContain(hex(atrOf('nxp')).replace(/..(?=.)/g, '$&:'));
    link.remove();
    link.second.remove();
    await cardSeen(false);
  });
});

describe.skipIf(missing !== null)('pcscd whose vpcd calls the card', () => {
  it('sees both cards that lie there when it starts', async () => {
    const link = await listenForVpcd({ port: ownPort(1) });
    link.insert(inReader(drawTestCard({ maker: 'stm3' })));
    link.second.insert(inReader(drawTestCard({ maker: 'bit4id' })));
    const pcscd = await startPcscd('calls', link.port);
    try {
      const said = await pcscd.run('opensc-tool', ['-l']);
      expect(said.match(/ Yes /g)).toHaveLength(2);
      expect(await pcscd.run('opensc-tool', ['-a', '-r', '0'])).toContain(
        hex(atrOf('stm3')).replace(/..(?=.)/g, '$&:'),
      );
    } finally {
      await pcscd.stop();
      await link.close();
    }
  });
});

const readersBuilt = await pcscReaders()
  .list()
  .then(
    () => true,
    (error: unknown) => !(error instanceof ReadersUnavailable && error.because === 'no-module'),
  );
if (!readersBuilt) console.log('Tests with the PC/SC module are skipped. To run them:  npm run readers:build');

describe.skipIf(missing !== null || !readersBuilt)('the readers of PC/SC', () => {
  let pcscd: PrivatePcscd;
  let link: VpcdLink;
  const readers = pcscReaders();
  beforeAll(async () => {
    pcscd = await startPcscd('listens', ownPort(2));
    process.env['PCSCLITE_CSOCK_NAME'] = pcscd.socket;
    link = connectToVpcd({ port: pcscd.port });
  });
  afterAll(async () => {
    readers.close();
    await link.close();
    await pcscd.stop();
    delete process.env['PCSCLITE_CSOCK_NAME'];
  });

  const readerWithCard = (source: ReaderSource) =>
    eventually(async () => (await source.list()).find(({ atr }) => atr !== null) ?? null);

  it('are listed without a card, and call back when one is laid down and taken away', async () => {
    let changes = 0;
    const stop = readers.watch(() => {
      changes += 1;
    });
    expect((await readers.list()).map(({ atr }) => atr)).toEqual([null, null]);
    link.insert(inReader(drawTestCard()));
    const { atr } = await readerWithCard(readers);
    expect(atr).toEqual(atrOf('gemalto'));
    expect(changes).toBeGreaterThan(0);
    link.remove();
    await eventually(async () => ((await readers.list()).every((reader) => reader.atr === null) ? true : null));
    stop();
  });

  it('enrol and sign with a card through pcscd', async () => {
    const made = drawTestCard();
    const terminal = certifiedTerminal(made.reader, made.reader.certificate);
    link.insert(inReader(made));
    const { name } = await readerWithCard(readers);
    const card = await readers.connect(name);

    const result = await enrol(card, terminal, { pin: utf8(TEST_PIN) }, primitives);
    expect(result).toMatchObject({ outcome: 'enrolled', enrolment: { nis: '123456789012' } });

    await card.reset();
    const channel = await openChannel(card, terminal, primitives);
    expect(await verifyPin(channel, utf8(TEST_PIN))).toEqual({ outcome: 'right' });
    const signature = await sign(channel, utf8('anything'), made.order.keys.authentication.publicKey);
    expect(signature).toHaveLength(256);
    await card.close();

    link.remove();
    await expect(
      eventually(async () =>
        readers.connect(name).then(
          () => null,
          (error: unknown) => error,
        ),
      ),
    ).resolves.toMatchObject({
      fault: 'card-lost',
    });
  });

  it('are found again after pcscd was started anew', async () => {
    link.insert(inReader(drawTestCard({ maker: 'nxp' })));
    await readerWithCard(readers);
    await pcscd.restart();
    const { name } = await eventually(
      async () => (await readers.list().catch(() => [])).find(({ atr }) => atr !== null) ?? null,
    );
    const card = await readers.connect(name);
    expect(await readNis(card)).toBe('123456789012');
    await card.close();
    link.remove();
  });
});
