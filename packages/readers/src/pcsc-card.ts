import { CardError } from '@tessera/card-client';
import type { PcscReader } from './pcsc-module.ts';
import type { ConnectedCard } from './reader-source.ts';

/** 256 bytes and the status word. */
const ANSWER_MAX = 258;

/** Powers the card on, for nobody else as long as it is connected: what the PIN opened is this program's alone. */
export async function connectPcscCard(reader: PcscReader, atr: Uint8Array): Promise<ConnectedCard> {
  let protocol = await powerOn(reader);
  return {
    atr,
    transmit: (command) =>
      new Promise((resolve, reject) => {
        reader.transmit(Buffer.from(command), ANSWER_MAX, protocol, (error, answer) =>
          failed(error) ? reject(error) : resolve(new Uint8Array(answer)),
        );
      }),
    reset: async () => {
      await powerOff(reader);
      protocol = await powerOn(reader);
    },
    close: () => powerOff(reader),
  };
}

function powerOn(reader: PcscReader): Promise<number> {
  const options = {
    share_mode: reader.SCARD_SHARE_EXCLUSIVE,
    protocol: reader.SCARD_PROTOCOL_T0 | reader.SCARD_PROTOCOL_T1,
  };
  return new Promise((resolve, reject) => {
    reader.connect(options, (error, protocol) =>
      failed(error) ? reject(new CardError('card-lost', { cause: error })) : resolve(protocol),
    );
  });
}

/** A card that is gone has no power any more, either. */
const powerOff = (reader: PcscReader): Promise<void> =>
  new Promise((resolve) => reader.disconnect(reader.SCARD_UNPOWER_CARD, () => resolve()));

const failed = (error: Error | null | undefined): error is Error => error !== null && error !== undefined;
