import { concat, dataObjectsByTag, equalInConstantTime, tlv } from '@tessera/base';
import { type CommandApdu, type ResponseApdu, SECURED } from './apdu.ts';
import { padBlocks, unpadBlocks } from './block-padding.ts';
import type { CardPrimitives } from './primitives.ts';
import { retailMac } from './retail-mac.ts';
import type { SessionKeys } from './session-keys.ts';
import { SUCCESS } from './status-word.ts';

/**
 * Secure messaging: what both sides know of the channel between them.
 *
 * | part       | command                                         | answer                        |
 * |------------|-------------------------------------------------|-------------------------------|
 * | counter    | + 1 before                                      | + 1 before                    |
 * | data       | `87 L 01 ‹cryptogram›`, `85 L ‹cryptogram›` when INS is odd | `87 L 01 ‹cryptogram›` |
 * | Le         | `97 01 ‹Le›`                                    |                               |
 * | status     |                                                 | `99 02 ‹SW1 SW2›`             |
 * | MAC        | `8E 08 ‹MAC›`                                   | `8E 08 ‹MAC›`                 |
 * | MAC covers | pad(counter ‖ CLA INS P1 P2) ‖ data ‖ Le        | counter ‖ data ‖ status       |
 *
 * Source: ISO/IEC 7816-4, secure messaging; ICAO 9303-11 section 9.8; IAS ECC v1.0.1.
 */
export interface SecureMessaging {
  readonly keys: SessionKeys;
  /** Send sequence counter: 64 bits, wraps. */
  readonly counter: bigint;
}

/** The data objects of secure messaging. */
const PADDED_CRYPTOGRAM = 0x87;
const CRYPTOGRAM = 0x85;
const EXPECTED_LENGTH = 0x97;
const STATUS = 0x99;
const MAC = 0x8e;
/** `8E 08` and eight bytes. */
const MAC_OBJECT_LENGTH = 10;

/** Content of `87` is padded in the way of ISO/IEC 9797-1, method 2. */
const PADDING_INDICATOR = Uint8Array.of(1);

export const afterNextMessage = ({ keys, counter }: SecureMessaging): SecureMessaging => ({
  keys,
  counter: BigInt.asUintN(64, counter + 1n),
});

/** The reader's side: wraps a command. Its data may have 231 bytes at most. */
export function protectCommand(
  before: SecureMessaging,
  command: CommandApdu,
  primitives: CardPrimitives,
): [SecureMessaging, CommandApdu] {
  const messaging = afterNextMessage(before);
  const cla = command.cla | SECURED;
  const objects = concat(
    command.data.length > 0 ? cryptogram(messaging, cryptogramTag(command.ins), command.data, primitives) : NOTHING,
    command.le === null ? NOTHING : tlv(EXPECTED_LENGTH, Uint8Array.of(command.le & 0xff)),
  );
  const mac = commandMac(messaging, { ...command, cla }, objects, primitives);
  return [messaging, { ...command, cla, data: concat(objects, tlv(MAC, mac)), le: 256 }];
}

export type OpenedCommand =
  | { readonly fault: null; readonly messaging: SecureMessaging; readonly command: CommandApdu }
  /** A data object is missing (6987), or one is wrong: malformed, doubled, of another kind, or not by the holder of the keys (6988). */
  | { readonly fault: 'missing' | 'incorrect' };

/** The card's side: proves and opens a command. After a fault the channel is not to be used any more. */
export function openCommand(before: SecureMessaging, secured: CommandApdu, primitives: CardPrimitives): OpenedCommand {
  const messaging = afterNextMessage(before);
  const split = splitMac(secured.data);
  if (split === null) return { fault: dataObjectsByTag(secured.data)?.has(MAC) === false ? 'missing' : 'incorrect' };
  if (!equalInConstantTime(split.mac, commandMac(messaging, secured, split.covered, primitives)))
    return { fault: 'incorrect' };

  const objects = dataObjectsByTag(split.covered);
  const tag = cryptogramTag(secured.ins);
  if (objects === null || !onlyHas(objects, [tag, EXPECTED_LENGTH])) return { fault: 'incorrect' };
  const data = opened(messaging, tag, objects.get(tag), primitives);
  const le = lengthIn(objects.get(EXPECTED_LENGTH));
  if (data === 'incorrect' || le === 'incorrect') return { fault: 'incorrect' };
  return { fault: null, messaging, command: { ...secured, cla: secured.cla & ~SECURED, data, le } };
}

/** The card's side: wraps an answer, errors too. What carries it has the status 9000. */
export function protectResponse(
  before: SecureMessaging,
  { data, status }: ResponseApdu,
  primitives: CardPrimitives,
): [SecureMessaging, ResponseApdu] {
  const messaging = afterNextMessage(before);
  const objects = concat(
    data.length > 0 ? cryptogram(messaging, PADDED_CRYPTOGRAM, data, primitives) : NOTHING,
    tlv(STATUS, Uint8Array.of(status >> 8, status & 0xff)),
  );
  const mac = responseMac(messaging, objects, primitives);
  return [messaging, { data: concat(objects, tlv(MAC, mac)), status: SUCCESS }];
}

/** The reader's side: proves and opens an answer. Null when it does not come from the holder of the keys, or not now. */
export function openResponse(
  before: SecureMessaging,
  secured: ResponseApdu,
  primitives: CardPrimitives,
): [SecureMessaging, ResponseApdu] | null {
  const messaging = afterNextMessage(before);
  const split = splitMac(secured.data);
  if (split === null || !equalInConstantTime(split.mac, responseMac(messaging, split.covered, primitives))) return null;

  const objects = dataObjectsByTag(split.covered);
  if (objects === null || !onlyHas(objects, [PADDED_CRYPTOGRAM, CRYPTOGRAM, STATUS])) return null;
  const [sw1, sw2, more] = objects.get(STATUS) ?? NOTHING;
  if (sw1 === undefined || sw2 === undefined || more !== undefined) return null;
  const tag = objects.has(CRYPTOGRAM) ? CRYPTOGRAM : PADDED_CRYPTOGRAM;
  const data = opened(messaging, tag, objects.get(tag), primitives);
  return data === 'incorrect' ? null : [messaging, { data, status: (sw1 << 8) | sw2 }];
}

const NOTHING = new Uint8Array();

const cryptogramTag = (ins: number): number => (ins % 2 === 1 ? CRYPTOGRAM : PADDED_CRYPTOGRAM);

function cryptogram({ keys }: SecureMessaging, tag: number, data: Uint8Array, primitives: CardPrimitives): Uint8Array {
  const clear = padBlocks(data);
  const blocks = primitives.tripleDesEncrypt(keys.encryption, clear);
  // It may hold a PIN, and nobody else knows of this copy.
  clear.fill(0);
  return tag === PADDED_CRYPTOGRAM ? tlv(tag, PADDING_INDICATOR, blocks) : tlv(tag, blocks);
}

function opened(
  { keys }: SecureMessaging,
  tag: number,
  value: Uint8Array | undefined,
  primitives: CardPrimitives,
): Uint8Array | 'incorrect' {
  if (value === undefined) return NOTHING;
  if (tag === PADDED_CRYPTOGRAM && value[0] !== PADDING_INDICATOR[0]) return 'incorrect';
  const blocks = tag === PADDED_CRYPTOGRAM ? value.subarray(1) : value;
  if (blocks.length === 0 || blocks.length % 8 !== 0) return 'incorrect';
  return unpadBlocks(primitives.tripleDesDecrypt(keys.encryption, blocks)) ?? 'incorrect';
}

function lengthIn(value: Uint8Array | undefined): number | null | 'incorrect' {
  if (value === undefined) return null;
  return value.length === 1 ? value[0] || 256 : 'incorrect';
}

/** The MAC stands last; null when it does not. */
function splitMac(data: Uint8Array): { readonly covered: Uint8Array; readonly mac: Uint8Array } | null {
  const covered = data.subarray(0, Math.max(0, data.length - MAC_OBJECT_LENGTH));
  const [tag, length] = data.subarray(covered.length);
  return tag === MAC && length === 8 ? { covered, mac: data.subarray(covered.length + 2) } : null;
}

function commandMac(
  { keys, counter }: SecureMessaging,
  { cla, ins, p1, p2 }: CommandApdu,
  objects: Uint8Array,
  primitives: CardPrimitives,
): Uint8Array {
  const header = padBlocks(concat(counterBytes(counter), Uint8Array.of(cla, ins, p1, p2)));
  return retailMac(keys.mac, concat(header, objects), primitives);
}

const responseMac = ({ keys, counter }: SecureMessaging, objects: Uint8Array, primitives: CardPrimitives): Uint8Array =>
  retailMac(keys.mac, concat(counterBytes(counter), objects), primitives);

function counterBytes(counter: bigint): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, counter);
  return bytes;
}

const onlyHas = (objects: ReadonlyMap<number, Uint8Array>, tags: readonly number[]): boolean =>
  [...objects.keys()].every((tag) => tags.includes(tag));
