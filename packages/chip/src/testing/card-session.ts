import { concat, fromHex, hex, tlv, utf8 } from '@tessera/base';
import {
  afterNextMessage,
  agreedMessaging,
  type CardPrimitives,
  type CommandApdu,
  decodeCommand,
  decodeResponse,
  drawKeyPair,
  encodeCommand,
  encodeCvCertificate,
  openResponse,
  protectCommand,
  proveDevice,
  type ResponseApdu,
  readerReference,
  type SecureMessaging,
} from '@tessera/ias';
import type { Card } from '../card.ts';
import { command } from './bench.ts';
import type { TestCard } from './test-card.ts';

/** A proven reader's side of a channel to a card in a reader: as much of it as tests of the card's memory need. */
export class CardSession {
  private readonly card: Card;
  private readonly primitives: CardPrimitives;
  private messaging: SecureMessaging;

  private constructor(card: Card, primitives: CardPrimitives, messaging: SecureMessaging) {
    this.card = card;
    this.primitives = primitives;
    this.messaging = messaging;
  }

  /** Steps 1 to 10: the reader is proven, and the card listens to codes. */
  static async open(card: Card, { reader, order }: TestCard, primitives: CardPrimitives): Promise<CardSession> {
    const pair = drawKeyPair(order.group, primitives);
    const template = concat(fromHex('80019b830181'), tlv(0x91, pair.publicValue));
    const send = async (text: string): Promise<ResponseApdu> => {
      const answer = decodeResponse(await card.transmit(fromHex(text)));
      if (answer === null) throw new Error('no answer');
      return answer;
    };
    await send('00a4040c06a00000000039');
    await send(`102241a6ff${hex(template.subarray(0, 255))}`);
    await send(`002241a6${hex(Uint8Array.of(template.length - 255))}${hex(template.subarray(255))}`);
    const first = await send('00cb3fff064d04a602910000');
    const rest = await send('00c0000000');
    const cardValue = concat(first.data, rest.data).subarray(-256);
    const messaging = agreedMessaging(pair, cardValue, order.group, primitives);
    if (messaging === null) throw new Error('no agreement');

    const session = new CardSession(card, primitives, messaging);
    await session.send('002281b606800141830184');
    await session.send(command(0x2a, 0x00, 0xae, encodeCvCertificate(reader.certificate)));
    await session.send(`002281a40e830c${hex(readerReference(reader.serial))}`);
    const { data: challenge } = await session.send('0084000008');
    const signature = proveDevice(
      { length: 256, sign: (block) => primitives.rsaPrivate(reader.privateKey, block) },
      { own: pair.publicValue, serial: reader.serial, challenge, other: cardValue, group: order.group },
      primitives,
    );
    const proven = await session.send(command(0x82, 0, 0, concat(reader.serial, signature)));
    if (proven.status !== 0x9000) throw new Error('the reader was not proven');
    return session;
  }

  /** VERIFY; the status in hexadecimal. */
  async verify(digits: string, reference = 0x81): Promise<string> {
    return (await this.send(command(0x20, 0, reference, utf8(digits)))).status.toString(16);
  }

  /** The same guess so many times, all sent before the first is answered. */
  async verifyAtOnce(digits: string, times: number): Promise<string[]> {
    const guesses = Array.from({ length: times }, () => {
      const [sent, wrapped] = protectCommand(this.messaging, command(0x20, 0, 0x81, utf8(digits)), this.primitives);
      this.messaging = afterNextMessage(sent);
      return { sent, answer: this.card.transmit(encodeCommand(wrapped)) };
    });
    const statuses: string[] = [];
    for (const { sent, answer } of guesses) statuses.push(this.opened(sent, await answer)[1].status.toString(16));
    return statuses;
  }

  private async send(text: string | CommandApdu): Promise<ResponseApdu> {
    const whole = typeof text === 'string' ? decodeCommand(fromHex(text)) : text;
    if (whole === null) throw new Error('no command');
    let rest = whole.data;
    for (; rest.length > 231; rest = rest.subarray(231))
      await this.piece({ ...whole, cla: 0x10, data: rest.subarray(0, 231) });
    return this.piece({ ...whole, data: rest });
  }

  private async piece(sent: CommandApdu): Promise<ResponseApdu> {
    const [next, wrapped] = protectCommand(this.messaging, sent, this.primitives);
    const [after, answer] = this.opened(next, await this.card.transmit(encodeCommand(wrapped)));
    this.messaging = after;
    return answer;
  }

  private opened(sent: SecureMessaging, bytes: Uint8Array): [SecureMessaging, ResponseApdu] {
    const answer = decodeResponse(bytes);
    const opened = answer === null ? null : openResponse(sent, answer, this.primitives);
    if (opened === null) throw new Error('not an answer of the channel');
    return opened;
  }
}
