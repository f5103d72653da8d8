import { equalInConstantTime } from '@tessera/base';
import { type CardPrimitives, isDeviceProven, type ResponseApdu, statusOnly, sw } from '@tessera/ias';
import type { CardCommand } from '../card-command.ts';
import type { CardState } from '../card-state.ts';
import type { Turn } from '../guess.ts';

const SERIAL_LENGTH = 8;
const SIGNATURE_LENGTH = 256;

/**
 * EXTERNAL AUTHENTICATE (INS 82): the reader proves that it holds the certified key, by signing this key agreement and the card's
 * challenge. Data: SN.IFD (8) ‖ signature (256).
 *
 * The challenge is used up, whatever the answer.
 *
 * Status: 9000 proven · 6300 not proven · 6985 no certificate, no reader named, or no challenge · 6982 not through secure messaging ·
 * 6700 another length · 6A86 P1-P2 not zero.
 * Source: ISO/IEC 7816-4, EXTERNAL AUTHENTICATE command; IAS ECC v1.0.1 section 5.2.3.
 */
export function externalAuthenticate(
  card: CardState,
  command: CardCommand,
  primitives: CardPrimitives,
): Turn<ResponseApdu> {
  const { p1, p2, data, secured } = command;
  if (p1 !== 0 || p2 !== 0) return [card, statusOnly(sw.INCORRECT_P1_P2)];
  if (!secured) return [card, statusOnly(sw.SECURITY_STATUS_NOT_SATISFIED)];
  if (data.length !== SERIAL_LENGTH + SIGNATURE_LENGTH) return [card, statusOnly(sw.WRONG_LENGTH)];
  const { channel, challenge, environment, group } = card;
  if (channel.step !== 'certified' || challenge === null || environment.reader === null)
    return [card, statusOnly(sw.CONDITIONS_NOT_SATISFIED)];

  const { messaging, agreement, reader } = channel;
  const asked: CardState = { ...card, challenge: null };
  const serial = data.subarray(0, SERIAL_LENGTH);
  const claim = { own: agreement.reader, serial, challenge, other: agreement.own, group };
  const proven =
    equalInConstantTime(serial, reader.holderReference.subarray(-SERIAL_LENGTH)) &&
    isDeviceProven(reader.publicKey, data.subarray(SERIAL_LENGTH), claim, primitives);
  if (!proven) return [asked, statusOnly(sw.AUTHENTICATION_FAILED)];
  return [{ ...asked, channel: { step: 'reader-proven', messaging, agreement, challenge } }, statusOnly(sw.SUCCESS)];
}
