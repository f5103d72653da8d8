import { utf8 } from '@tessera/base';
import { type CardReader, openChannel, type Terminal, unblockPin, verifyPin } from '@tessera/card-client';
import { PIN_TRIES, PUK_TRIES } from '@tessera/chip';
import type { CardPrimitives } from '@tessera/ias';

interface Desk {
  readonly card: CardReader;
  readonly terminal: Terminal;
  readonly primitives: CardPrimitives;
}

/** Types wrong PINs, as somebody does who has forgotten theirs, until the card compares no more. */
export async function blockPin({ card, terminal, primitives }: Desk, pin: string): Promise<void> {
  const channel = await openChannel(card, terminal, primitives);
  for (let guess = 0; guess < PIN_TRIES; guess++) await verifyPin(channel, utf8(another(pin)), 'deliberate');
  channel.close();
}

/** Types wrong PUKs until one try is left. */
export async function wearOutPuk({ card, terminal, primitives }: Desk, puk: string): Promise<void> {
  const channel = await openChannel(card, terminal, primitives);
  for (let guess = 1; guess < PUK_TRIES; guess++)
    await unblockPin(channel, { puk: utf8(another(puk)), next: utf8('00000000') }, 'deliberate');
  channel.close();
}

/** A code that is wrong in every digit. */
const another = (code: string): string => code.replace(/\d/g, (digit) => String((Number(digit) + 1) % 10));
