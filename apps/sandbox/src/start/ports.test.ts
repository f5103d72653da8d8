import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { NoFreePort, reservePort } from './ports.ts';

describe('ports', () => {
  it('a busy one is named and the next free one is taken', async () => {
    const first = await reservePort(0);
    const second = await reservePort(first.port);
    expect(second.port).toBeGreaterThan(first.port);
    expect(second.busy).toContain(first.port);
    await first.release();
    await second.release();
  });

  it('counts as busy also when only one address of localhost is taken', async () => {
    const other = createServer();
    const port = await new Promise<number>((listening) => {
      other.listen(0, '127.0.0.1', () => {
        const address = other.address();
        if (typeof address === 'object' && address !== null) listening(address.port);
      });
    });
    const reserved = await reservePort(port);
    expect(reserved.busy).toContain(port);
    await reserved.release();
    other.close();
  });

  it('says so when none is left above the last one', async () => {
    await expect(reservePort(65_536)).rejects.toThrow(NoFreePort);
    await expect(reservePort(65_536)).rejects.toThrow('No port is free from 65535 up: give a lower one');
  });

  it('is free again once it is released', async () => {
    const reserved = await reservePort(0);
    await reserved.release();
    const again = await reservePort(reserved.port);
    expect(again.port).toBe(reserved.port);
    await again.release();
  });
});
