import { concat } from '@tessera/base';
import {
  ALGORITHM,
  type CardPrimitives,
  clientSignatureBlock,
  proveDevice,
  provenCounter,
  type ResponseApdu,
  statusOnly,
  sw,
} from '@tessera/ias';
import { allows } from '../access-condition.ts';
import type { CardCommand } from '../card-command.ts';
import type { CardKey, CardState } from '../card-state.ts';
import type { Turn } from '../guess.ts';

const CHALLENGE_LENGTH = 8;

/**
 * INTERNAL AUTHENTICATE (INS 88): signs with the key that was set.
 *
 * | key | data                       | answer                                                     | when                     |
 * |-----|----------------------------|------------------------------------------------------------|--------------------------|
 * | 81  | a DigestInfo, or any bytes | PKCS #1 v1.5 signature over them, 256 bytes                | reader proven, PIN right |
 * | 82  | RND.IFD, 8 bytes           | SN.ICC ‖ proof of the card, 264 bytes; the counter changes | reader proven            |
 * | 83  | any bytes                  | PKCS #1 v1.5 signature, always the same for the same bytes | always, in the clear too |
 *
 * Status: 9000 · 6982 not now · 6985 no key set, or the card is proven already · 6700 no data, or more than fit · 6A86 P1-P2 not zero.
 * Source: ISO/IEC 7816-4, INTERNAL AUTHENTICATE command; IAS ECC v1.0.1 section 5.2.3 and algorithm reference 02.
 */
export function internalAuthenticate(
  card: CardState,
  command: CardCommand,
  primitives: CardPrimitives,
): Turn<ResponseApdu> {
  if (command.p1 !== 0 || command.p2 !== 0) return [card, statusOnly(sw.INCORRECT_P1_P2)];
  const reference = card.environment.privateKey;
  const key = reference === null ? undefined : card.keys.get(reference);
  if (key === undefined) return [card, statusOnly(sw.CONDITIONS_NOT_SATISFIED)];
  if (!allows(card, key.use, command.secured)) return [card, statusOnly(sw.SECURITY_STATUS_NOT_SATISFIED)];
  return key.algorithm === ALGORITHM.deviceAuthentication
    ? proveCard(card, key, command.data, primitives)
    : [card, signed(key, command.data, primitives)];
}

function signed(key: CardKey, data: Uint8Array, { rsaPrivate }: CardPrimitives): ResponseApdu {
  const block = data.length === 0 ? null : clientSignatureBlock(data, key.length);
  if (block === null) return statusOnly(sw.WRONG_LENGTH);
  return { data: rsaPrivate(key.privateKey, block), status: sw.SUCCESS };
}

/** From the next command on the counter starts from both challenges; this answer still goes under the old one. */
function proveCard(
  card: CardState,
  key: CardKey,
  challenge: Uint8Array,
  primitives: CardPrimitives,
): Turn<ResponseApdu> {
  const { channel, group, serial } = card;
  if (challenge.length !== CHALLENGE_LENGTH) return [card, statusOnly(sw.WRONG_LENGTH)];
  if (channel.step !== 'reader-proven') return [card, statusOnly(sw.CONDITIONS_NOT_SATISFIED)];
  const { messaging, agreement } = channel;
  const signature = proveDevice(
    { length: key.length, sign: (block) => primitives.rsaPrivate(key.privateKey, block) },
    { own: agreement.own, serial, challenge, other: agreement.reader, group },
    primitives,
  );
  const counter = provenCounter(channel.challenge, challenge);
  return [
    { ...card, channel: { step: 'proven', messaging: { keys: messaging.keys, counter } } },
    { data: concat(serial, signature), status: sw.SUCCESS },
  ];
}
