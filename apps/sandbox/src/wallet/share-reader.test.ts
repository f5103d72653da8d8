import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { hex } from '@tessera/base';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { shareReader } from './share-reader.ts';
import { openTestWallet, type TestWallet } from './testing/open-wallet.ts';

let bed: TestWallet;
beforeEach(async () => {
  bed = await openTestWallet();
});
afterEach(() => bed.close());

/** What pcscd's virtual reader says: two bytes of length, then a body. */
const frame = (text: string): Buffer => {
  const body = Buffer.from(text, 'hex');
  return Buffer.concat([Buffer.from([body.length >> 8, body.length & 0xff]), body]);
};

async function ask(socket: Socket, text: string): Promise<string> {
  socket.write(frame(text));
  const [answer] = (await once(socket, 'data')) as [Buffer];
  return hex(answer.subarray(2));
}

it('pcscd sees the card while it lies on the sandbox’s reader, and not a moment longer', async () => {
  const pcscd = createServer();
  pcscd.listen(0, '127.0.0.1');
  await once(pcscd, 'listening');
  const address = pcscd.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const stop = shareReader(bed.wallet, bed.faults, { host: '127.0.0.1', port });
  await bed.newCard('CA00000AA');
  await bed.wallet.place('CA00000AA', 'reader');
  const [socket] = (await once(pcscd, 'connection')) as [Socket];
  expect(await ask(socket, '04')).toMatch(/^3b/);
  expect(await ask(socket, '00a4040c06a00000000039')).toBe('9000');
  expect(bed.wallet.log.list().map(({ via }) => via)).toEqual(['reader']);
  const gone = once(socket, 'close');
  socket.resume();
  await bed.wallet.place('CA00000AA', 'drawer');
  await gone;
  await stop();
  pcscd.close();
});
