import { concat, dataObjectsByTag, firstDataObject, tlv } from '@tessera/base';
import {
  ALGORITHM,
  agreedMessaging,
  type CardAuthority,
  type CardPrimitives,
  CHAINED,
  COMMAND_DATA_MAX,
  type DeviceClaim,
  type DhGroup,
  drawKeyPair,
  EF,
  encodeCvCertificate,
  INS,
  isDeviceProven,
  isPublicValue,
  KEY,
  proveDevice,
  provenCounter,
  type RsaPublicKey,
  readerReference,
  sw,
} from '@tessera/ias';
import { CardError } from './card-error.ts';
import type { CardReader } from './card-reader.ts';
import { type CardChannel, type StartingChannel, startChannel } from './channel.ts';
import { ask, command, question, type Send } from './commands.ts';
import { keyIn, plainly, selectIdentityCard, setPrivateKey } from './identity-card.ts';
import { readFile } from './read-file.ts';
import type { Terminal } from './terminal.ts';

/** What the exchange of public values left on both sides. */
interface Agreement {
  readonly group: DhGroup;
  readonly own: Uint8Array;
  readonly card: Uint8Array;
}

/**
 * Opens the channel: session keys first, so that nobody listening learns who is there; then the terminal proves itself, then the card.
 *
 * | steps | what                                                          |
 * |-------|---------------------------------------------------------------|
 * | 1-3   | read the group, the card's key and the authority that it trusts |
 * | 4-5   | agree on session keys                                         |
 * | 6-7   | show who certified this terminal                              |
 * | 8-10  | prove that this is that terminal                              |
 * | 11-12 | let the card prove itself; the counter starts anew            |
 *
 * Whether the issuer gave the proven key to this card, EF.SOD tells. No code is asked, no try is spent.
 * Throws a CardError: `not-an-identity-card`, `terminal-refused`, `card-not-proven`, and those of transport and channel.
 * Source: IAS ECC v1.0.1 section 5.2.3, device authentication with privacy protection.
 */
export async function openChannel(
  reader: CardReader,
  terminal: Terminal,
  primitives: CardPrimitives,
): Promise<CardChannel> {
  await selectIdentityCard(reader);
  const send = plainly(reader);
  const group = await readGroup(send);
  const cardKey = keyIn(await readFile(send, EF.INT_KPUB));
  const authority = await readAuthority(send);
  const certificate = encodeCvCertificate(terminal.certificateFor(authority));

  const { channel, agreement } = await agree(reader, group, primitives);
  try {
    const cardChallenge = await proveTerminal(channel, terminal, certificate, agreement);
    await letCardProve(channel, cardKey, cardChallenge, agreement);
    return channel;
  } catch (error) {
    channel.close();
    throw error;
  }
}

/** Step 1: number by number; chips of one maker want to be asked for all three at once. */
async function readGroup(send: Send): Promise<DhGroup> {
  const numbers = new Map<number, Uint8Array>();
  for (const tag of [0x97, 0x98, 0x99]) {
    const { data, status } = await send(getData(0x70, 0x08, 0xbf, 0xa1, 0x01, 0x04, 0xa3, 0x02, tag, 0x00));
    const number = status === sw.SUCCESS ? inside(data, 0x70, 0xbfa101, 0xa3)?.get(tag) : undefined;
    if (number === undefined) break;
    numbers.set(tag, number);
  }
  const all =
    numbers.size === 3
      ? numbers
      : inside(await ask(send, getData(0x70, 0x06, 0xbf, 0xa1, 0x01, 0x02, 0xa3, 0x80)), 0x70, 0xbfa101, 0xa3);
  const g = all?.get(0x97);
  const p = all?.get(0x98);
  const q = all?.get(0x99);
  // A prime of 2048 bits, an exponent of 160 to 512: what is less keeps no secret, what is more is no card's.
  const usable = p?.length === 256 && ((p[0] ?? 0) & 0x80) !== 0 && q !== undefined && q.length >= 20 && q.length <= 64;
  if (g === undefined || p === undefined || q === undefined || !usable) throw new CardError('malformed-answer');
  if (!isPublicValue(g, { g, p, q })) throw new CardError('malformed-answer');
  return { g, p, q };
}

/** Step 3. */
async function readAuthority(send: Send): Promise<CardAuthority> {
  const answer = await ask(send, getData(0x70, 0x07, 0xbf, 0xa0, 0x04, 0x03, 0x7f, 0x49, 0x80));
  const objects = inside(answer, 0x70, 0xbfa004, 0x7f49);
  const modulus = objects?.get(0x81);
  const exponent = objects?.get(0x82);
  const holderReference = objects?.get(0x5f20);
  const holderAuthorization = objects?.get(0x5f4c);
  const complete = modulus?.length === 256 && holderReference?.length === 12 && (holderAuthorization?.length ?? 0) >= 6;
  if (!complete || exponent === undefined || holderAuthorization === undefined) throw new CardError('malformed-answer');
  return { publicKey: { modulus, exponent }, holderReference, holderAuthorization };
}

/** Steps 4 and 5. */
async function agree(
  reader: CardReader,
  group: DhGroup,
  primitives: CardPrimitives,
): Promise<{ readonly channel: StartingChannel; readonly agreement: Agreement }> {
  const send = plainly(reader);
  const own = drawKeyPair(group, primitives);
  const template = concat(
    Uint8Array.of(0x80, 0x01, ALGORITHM.deviceAuthentication, 0x83, 0x01, KEY.agreement),
    tlv(0x91, own.publicValue),
  );
  const set = command(INS.MANAGE_SECURITY_ENVIRONMENT, 0x41, 0xa6);
  await ask(send, { ...set, cla: CHAINED, data: template.subarray(0, COMMAND_DATA_MAX) });
  await ask(send, { ...set, data: template.subarray(COMMAND_DATA_MAX) });
  const card = inside(await ask(send, getData(0xa6, 0x02, 0x91, 0x00)), 0xa6)?.get(0x91);
  const messaging = card === undefined ? null : agreedMessaging(own, card, group, primitives);
  if (card === undefined || messaging === null) throw new CardError('malformed-answer');
  return { channel: startChannel(reader, messaging, primitives), agreement: { group, own: own.publicValue, card } };
}

/** Steps 6 to 10. Gives the card's challenge. */
async function proveTerminal(
  channel: CardChannel,
  terminal: Terminal,
  certificate: Uint8Array,
  { group, own, card }: Agreement,
): Promise<Uint8Array> {
  const { send, primitives } = channel;
  const authorityKey = Uint8Array.of(0x80, 0x01, ALGORITHM.certificate, 0x83, 0x01, KEY.authority);
  await accepted(send, command(INS.MANAGE_SECURITY_ENVIRONMENT, 0x81, 0xb6, authorityKey));
  await accepted(send, command(INS.PERFORM_SECURITY_OPERATION, 0x00, 0xae, certificate));
  const ownName = tlv(0x83, readerReference(terminal.serial));
  await accepted(send, command(INS.MANAGE_SECURITY_ENVIRONMENT, 0x81, 0xa4, ownName));

  const challenge = await ask(send, { ...question(INS.GET_CHALLENGE, 0, 0), le: 8 });
  if (challenge.length !== 8) throw new CardError('malformed-answer');
  const claim: DeviceClaim = { own, serial: terminal.serial, challenge, other: card, group };
  const sign = (block: Uint8Array): Uint8Array => primitives.rsaPrivate(terminal.privateKey, block);
  const proof = proveDevice({ length: terminal.publicKey.modulus.length, sign }, claim, primitives);
  await accepted(send, command(INS.EXTERNAL_AUTHENTICATE, 0, 0, concat(terminal.serial, proof)));
  return challenge;
}

/** Steps 11 and 12. */
async function letCardProve(
  channel: StartingChannel,
  cardKey: RsaPublicKey,
  cardChallenge: Uint8Array,
  { group, own, card }: Agreement,
): Promise<void> {
  const { send, primitives } = channel;
  await ask(send, setPrivateKey(ALGORITHM.deviceAuthentication, KEY.device));
  const challenge = primitives.random.bytes(8);
  const answer = await ask(send, question(INS.INTERNAL_AUTHENTICATE, 0, 0, challenge));
  const claim: DeviceClaim = { own: card, serial: answer.subarray(0, 8), challenge, other: own, group };
  if (!isDeviceProven(cardKey, answer.subarray(8), claim, primitives)) throw new CardError('card-not-proven');
  channel.continueFrom(provenCounter(cardChallenge, challenge));
}

/** A step that the card refuses says that it does not believe this terminal. */
async function accepted(send: Send, step: Parameters<Send>[0]): Promise<void> {
  const { status } = await send(step);
  if (status !== sw.SUCCESS) throw new CardError('terminal-refused', { status });
}

/** GET DATA with an extended header list. */
const getData = (...list: readonly number[]) => question(INS.GET_DATA, 0x3f, 0xff, tlv(0x4d, Uint8Array.from(list)));

/** The objects inside these objects, one within the other; null when one is not there. */
function inside(bytes: Uint8Array, ...tags: readonly number[]): ReadonlyMap<number, Uint8Array> | null {
  let value = bytes;
  for (const tag of tags) {
    const object = firstDataObject(value);
    if (object === null || object.tag !== tag || object.rest.length > 0) return null;
    value = object.value;
  }
  return dataObjectsByTag(value);
}
