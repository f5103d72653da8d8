import {
  type CardPrimitives,
  type CommandApdu,
  decodeCommand,
  encodeResponse,
  INS,
  openCommand,
  protectResponse,
  type ResponseApdu,
  SECURED,
  type SecureMessaging,
  statusOnly,
  sw,
} from '@tessera/ias';
import type { CardCommand } from './card-command.ts';
import { type CardState, closeChannel, messagingOf } from './card-state.ts';
import { chained } from './command-chain.ts';
import { COMMANDS } from './command-table.ts';
import { getResponse, inPieces } from './commands/get-response.ts';
import { andThen, type Outcome, type Turn } from './guess.ts';

/**
 * One exchange: the bytes of a command in, the card after it and the bytes of its answer out; or a guess to be counted first.
 *
 * From the outside to the inside: transport (length, class, GET RESPONSE) → secure messaging → chaining → the command's own file.
 * Nothing throws, whatever the bytes; what is not understood leaves the card as it was. The card keeps views of `bytes`: whoever
 * wants to write over them hands in a copy.
 */
export function respond(card: CardState, bytes: Uint8Array, primitives: CardPrimitives): Outcome<Uint8Array> {
  return andThen(transport(card, decodeCommand(bytes), primitives), ([after, answer]) => [
    after,
    encodeResponse(answer),
  ]);
}

function transport(card: CardState, command: CommandApdu | null, primitives: CardPrimitives): Outcome<ResponseApdu> {
  if (command === null) return refuse(card, sw.WRONG_LENGTH);
  const unsupported = unsupportedClass(command.cla);
  if (unsupported !== null) return refuse(card, unsupported);
  if (command.ins === INS.GET_RESPONSE) return getResponse(card, command);
  const inside =
    (command.cla & SECURED) === SECURED
      ? securedCommand({ ...card, longAnswer: null }, command, primitives)
      : plainCommand({ ...card, longAnswer: null }, command, primitives);
  return andThen(inside, ([after, answer]) => inPieces(after, answer, command.le));
}

/** A plain command ends the channel: nothing that was proven in it counts for whoever speaks outside it. */
function plainCommand(card: CardState, command: CommandApdu, primitives: CardPrimitives): Outcome<ResponseApdu> {
  const before = messagingOf(card) === null ? card : closeChannel(card);
  return collect(before, { ...command, secured: false }, primitives);
}

/** A fault is answered in the clear and ends the channel; every other answer, errors too, goes back through it. */
function securedCommand(card: CardState, command: CommandApdu, primitives: CardPrimitives): Outcome<ResponseApdu> {
  const messaging = messagingOf(card);
  if (messaging === null) return refuse(card, sw.CONDITIONS_NOT_SATISFIED);
  const opened = openCommand(messaging, command, primitives);
  if (opened.fault !== null) return refuse(closeChannel(card), FAULTS[opened.fault]);
  const received = withMessaging(card, messaging, opened.messaging);
  return andThen(collect(received, { ...opened.command, secured: true }, primitives), ([after, answer]) =>
    wrap(after, opened.messaging, answer, primitives),
  );
}

const FAULTS = { missing: sw.SECURE_MESSAGING_OBJECT_MISSING, incorrect: sw.SECURE_MESSAGING_OBJECT_INCORRECT };

/** The answer goes back under the keys and the counter that the command came with, whatever the command made of them. */
function wrap(
  card: CardState,
  messaging: SecureMessaging,
  answer: ResponseApdu,
  primitives: CardPrimitives,
): Turn<ResponseApdu> {
  const [next, wrapped] = protectResponse(messaging, answer, primitives);
  return [withMessaging(card, messaging, next), wrapped];
}

/** Moves the counter on, unless the command put another channel in its place. */
function withMessaging(card: CardState, from: SecureMessaging, to: SecureMessaging): CardState {
  const { channel } = card;
  return channel.step === 'closed' || channel.messaging !== from
    ? card
    : { ...card, channel: { ...channel, messaging: to } };
}

function collect(card: CardState, piece: CardCommand, primitives: CardPrimitives): Outcome<ResponseApdu> {
  const before = card.chain;
  const after: CardState = before === null ? card : { ...card, chain: null };
  const entry = COMMANDS[card.application].get(piece.ins);
  const result = chained(before, piece);
  if (result.kind === 'broken') return refuse(after, result.status);
  if (entry === undefined) return refuse(after, sw.INSTRUCTION_NOT_SUPPORTED);
  if (result.kind === 'whole') return entry.run(after, result.command, primitives);
  return entry.chains === true
    ? [{ ...after, chain: result.chain }, statusOnly(sw.SUCCESS)]
    : refuse(after, sw.CHAINING_NOT_SUPPORTED);
}

const refuse = (card: CardState, status: number): Turn<ResponseApdu> => [card, statusOnly(status)];

/** Null for the classes that this card knows: 00 and 0C, each also with the bit of chaining. */
function unsupportedClass(cla: number): number | null {
  if ((cla & 0xe0) !== 0) return sw.CLASS_NOT_SUPPORTED;
  if ((cla & 0x03) !== 0) return sw.LOGICAL_CHANNEL_NOT_SUPPORTED;
  const security = cla & SECURED;
  return security === 0 || security === SECURED ? null : sw.SECURE_MESSAGING_NOT_SUPPORTED;
}
