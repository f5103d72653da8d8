import { utf8 } from '@tessera/base';
import { type CommandApdu, statusOnly } from '@tessera/ias';
import { nodePrimitives } from '@tessera/ias/testing';
import { describe, expect, it } from 'vitest';
import type { CardChannel } from './channel.ts';
import { CardError, triesLeft, verifyPin } from './index.ts';

/** A channel to a chip that answers with these statuses, in this order. */
function channelOf(...statuses: number[]): CardChannel & { readonly sent: CommandApdu[] } {
  const sent: CommandApdu[] = [];
  return {
    sent,
    primitives: nodePrimitives(),
    close: () => undefined,
    send: async (command) => {
      sent.push(command);
      const status = statuses.shift();
      if (status === undefined) throw new CardError('card-lost');
      return statusOnly(status);
    },
  };
}

const pin = () => utf8('12345678');

describe('T-CRD-09 what chips say about tries', () => {
  it('is shown exactly', async () => {
    expect(await verifyPin(channelOf(0x63c3, 0x63c2), pin())).toEqual({ outcome: 'wrong', triesLeft: 2 });
    expect(await verifyPin(channelOf(0x63c3, 0x63c1), pin())).toEqual({ outcome: 'wrong', triesLeft: 1 });
    expect(await verifyPin(channelOf(0x63c3, 0x6983), pin())).toEqual({ outcome: 'blocked' });
    expect(await verifyPin(channelOf(0x63c3, 0x63c0), pin())).toEqual({ outcome: 'blocked' });
    expect(await verifyPin(channelOf(0x63c0), pin())).toEqual({ outcome: 'blocked' });
    expect(await verifyPin(channelOf(0x6983), pin())).toEqual({ outcome: 'blocked' });
  });

  it('is not believed when it cannot be', async () => {
    expect(await verifyPin(channelOf(0x63c3, 0x63cf), pin())).toEqual({ outcome: 'wrong', triesLeft: null });
    expect(await triesLeft(channelOf(0x63cf), 'pin')).toBeNull();
    expect(await triesLeft(channelOf(0x63ca), 'puk')).toBe(10);
    expect(await triesLeft(channelOf(0x6700), 'pin')).toBeNull();
  });

  it('may be no number at all', async () => {
    expect(await verifyPin(channelOf(0x6700, 0x6300), pin())).toEqual({ outcome: 'wrong', triesLeft: null });
    expect(await verifyPin(channelOf(0x6700, 0x6700), pin())).toEqual({ outcome: 'wrong', triesLeft: null });
  });

  it('never makes one PIN two guesses', async () => {
    for (const status of [0x63c2, 0x63cf, 0x6300, 0x6983, 0x9000]) {
      const channel = channelOf(0x63c3, status, 0x9000, 0x9000);
      await verifyPin(channel, pin());
      expect(channel.sent.filter(({ data }) => data.length > 0)).toHaveLength(1);
    }
    for (const status of [0x6985, 0x6f00, 0x6a80]) {
      const channel = channelOf(0x63c3, status, 0x9000);
      const error = await verifyPin(channel, pin()).catch((thrown: CardError) => thrown);
      expect(error).toMatchObject({ fault: 'unexpected-status', status, tryUsed: 'perhaps' });
      expect(channel.sent).toHaveLength(2);
    }
  });

  it('is asked before the guess: lost then, no try is gone; lost after, perhaps one is', async () => {
    await expect(verifyPin(channelOf(), pin())).rejects.toMatchObject({ fault: 'card-lost', tryUsed: 'no' });
    await expect(verifyPin(channelOf(0x63c3), pin())).rejects.toMatchObject({ fault: 'card-lost', tryUsed: 'perhaps' });
  });
});
