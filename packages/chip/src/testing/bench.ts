import { concat, fromHex, hex, tlv } from '@tessera/base';
import {
  agreedMessaging,
  type CardPrimitives,
  type CommandApdu,
  decodeCommand,
  decodeResponse,
  drawKeyPair,
  encodeCommand,
  encodeCvCertificate,
  isDeviceProven,
  openResponse,
  protectCommand,
  proveDevice,
  provenCounter,
  type ResponseApdu,
  readerReference,
  type SecureMessaging,
} from '@tessera/ias';
import { nodePrimitives } from '@tessera/ias/testing';
import type { CardState } from '../card-state.ts';
import { isGuess } from '../guess.ts';
import { respond } from '../respond.ts';
import { drawTestCard, type TestCard } from './test-card.ts';

/** A card on the bench: commands in hexadecimal in, answers in hexadecimal out, and the card as it is now to look into. */
export class Bench {
  card: CardState;
  /** The reader's side of the channel; null while there is none. */
  messaging: SecureMessaging | null = null;
  /** RND.ICC of this channel. */
  private cardChallenge: Uint8Array = new Uint8Array();
  readonly made: TestCard;
  readonly primitives: CardPrimitives;

  constructor(made: TestCard = drawTestCard(), primitives: CardPrimitives = nodePrimitives()) {
    this.made = made;
    this.card = made.card;
    this.primitives = primitives;
  }

  /** Sends a command as it is. */
  send(command: string): string {
    const outcome = respond(this.card, fromHex(command.replaceAll(' ', '')), this.primitives);
    const [after, answer] = isGuess(outcome) ? outcome.compare() : outcome;
    this.card = after;
    return hex(answer);
  }

  /** Sends a command and fetches a long answer to its end. */
  sendWhole(command: string): string {
    let answer = this.send(command);
    let data = answer.slice(0, -4);
    for (let piece = 0; answer.slice(-4).startsWith('61') && piece < 40; piece++) {
      answer = this.send(`00c00000${answer.slice(-2)}`);
      data += answer.slice(0, -4);
    }
    return data + answer.slice(-4);
  }

  /** Sends a command through the channel; its data may be long. */
  secured(command: string | CommandApdu): ResponseApdu {
    const whole = typeof command === 'string' ? decodeCommand(fromHex(command.replaceAll(' ', ''))) : command;
    if (whole === null) throw new Error('no command');
    let rest = whole.data;
    while (rest.length > 231) {
      const piece = this.exchange({ ...whole, cla: 0x10, data: rest.subarray(0, 231), le: null });
      if (piece.status !== 0x9000) return piece;
      rest = rest.subarray(231);
    }
    return this.exchange({ ...whole, data: rest });
  }

  /** Sends a command through the channel and gives the real status in hexadecimal. */
  status(command: string | CommandApdu): string {
    return this.secured(command).status.toString(16);
  }

  private exchange(command: CommandApdu): ResponseApdu {
    if (this.messaging === null) throw new Error('no channel');
    const [sent, wrapped] = protectCommand(this.messaging, command, this.primitives);
    const answer = decodeResponse(fromHex(this.sendWhole(hex(encodeCommand(wrapped)))));
    const opened = answer === null ? null : openResponse(sent, answer, this.primitives);
    if (opened === null) throw new Error(`not an answer of the channel: ${answer?.status.toString(16)}`);
    this.messaging = opened[0];
    return opened[1];
  }

  /** Steps 1 to 5: session keys with an unknown card. */
  agree(): { readonly own: Uint8Array; readonly card: Uint8Array } {
    const { group } = this.card;
    this.send('00 A4 04 0C 06 A00000000039');
    const pair = drawKeyPair(group, this.primitives);
    const template = concat(fromHex('80019b830181'), tlv(0x91, pair.publicValue));
    this.send(`1022 41a6 ff ${hex(template.subarray(0, 255))}`);
    this.send(`0022 41a6 ${hex(Uint8Array.of(template.length - 255))} ${hex(template.subarray(255))}`);
    const shown = fromHex(this.sendWhole('00cb3fff064d04a602910000').slice(0, -4));
    const card = shown.subarray(-256);
    this.messaging = agreedMessaging(pair, card, group, this.primitives);
    return { own: pair.publicValue, card };
  }

  /** Steps 6 to 10: the reader proves itself. Gives the last status, or the first that is not 9000. */
  proveReader(agreed: { readonly own: Uint8Array; readonly card: Uint8Array }): string {
    const { reader } = this.made;
    const chr = hex(readerReference(reader.serial));
    const before = [
      this.status('002281b60680014183018400'),
      this.status(command(0x2a, 0x00, 0xae, encodeCvCertificate(reader.certificate))),
      this.status(`002281a40e830c${chr}`),
    ].find((status) => status !== '9000');
    if (before !== undefined) return before;
    const challenge = this.secured('0084000008').data;
    this.cardChallenge = challenge;
    const signature = proveDevice(
      { length: 256, sign: (block) => this.primitives.rsaPrivate(reader.privateKey, block) },
      { own: agreed.own, serial: reader.serial, challenge, other: agreed.card, group: this.card.group },
      this.primitives,
    );
    return this.status(command(0x82, 0, 0, concat(reader.serial, signature)));
  }

  /** Steps 11 and 12: the card proves itself, and the counter starts anew. */
  proveCard(agreed: { readonly own: Uint8Array; readonly card: Uint8Array }): boolean {
    this.secured('002241a40684018280019b');
    const challenge = this.primitives.random.bytes(8);
    const { data } = this.secured({ ...command(0x88, 0, 0, challenge), le: 256 });
    if (this.messaging === null) return false;
    this.messaging = { keys: this.messaging.keys, counter: provenCounter(this.cardChallenge, challenge) };
    const claim = {
      own: agreed.card,
      serial: data.subarray(0, 8),
      challenge,
      other: agreed.own,
      group: this.card.group,
    };
    return isDeviceProven(this.made.order.keys.device.publicKey, data.subarray(8), claim, this.primitives);
  }

  /** All twelve steps. */
  openChannel(): this {
    const agreed = this.agree();
    if (this.proveReader(agreed) !== '9000' || !this.proveCard(agreed)) throw new Error('the channel did not open');
    return this;
  }

  /** VERIFY through the channel, in hexadecimal status. */
  verify(digits: string, reference = 0x81): string {
    return this.status(command(0x20, 0x00, reference, new TextEncoder().encode(digits)));
  }
}

export const command = (ins: number, p1: number, p2: number, data: Uint8Array = new Uint8Array()): CommandApdu => ({
  cla: 0x00,
  ins,
  p1,
  p2,
  data,
  le: null,
});
