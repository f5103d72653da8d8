import { CODE, isCode, type ResponseApdu, statusOnly, sw } from '@tessera/ias';
import { allows } from '../access-condition.ts';
import type { CardCommand } from '../card-command.ts';
import type { CardState } from '../card-state.ts';
import { isBlocked, type Turn, withCode } from '../guess.ts';

/** P1: what the data hold. The PUK itself is never among them, VERIFY takes it. */
const NEW_CODE = 0x02;
const NO_DATA = 0x03;

/**
 * RESET RETRY COUNTER (INS 2C): gives the PIN its tries back, after the PUK was verified. P1 02 sets a new PIN (8 digits) too, 03 does
 * not. The old PIN is not asked, and must be verified anew.
 *
 * Status: 9000 · 6982 no proven reader, or no PUK · 6983 the card is closed · 6700 another length · 6A80 the new one is not digits ·
 * 6A86 another P1 · 6A88 not the PIN.
 * Source: ISO/IEC 7816-4, RESET RETRY COUNTER command.
 */
export function resetRetryCounter(card: CardState, { p1, p2, data, secured }: CardCommand): Turn<ResponseApdu> {
  if (p1 !== NEW_CODE && p1 !== NO_DATA) return [card, statusOnly(sw.INCORRECT_P1_P2)];
  const pin = p2 === CODE.pin ? card.codes.get(p2) : undefined;
  const puk = card.codes.get(CODE.puk);
  if (pin === undefined || puk === undefined) return [card, statusOnly(sw.REFERENCE_DATA_NOT_FOUND)];
  if (isBlocked(card, puk)) return [card, statusOnly(sw.AUTHENTICATION_METHOD_BLOCKED)];
  if (!allows(card, 'puk', secured)) return [card, statusOnly(sw.SECURITY_STATUS_NOT_SATISFIED)];
  if (data.length !== (p1 === NEW_CODE ? pin.reference.length : 0)) return [card, statusOnly(sw.WRONG_LENGTH)];
  if (p1 === NEW_CODE && !isCode(data)) return [card, statusOnly(sw.INCORRECT_DATA)];
  const reference = p1 === NEW_CODE ? data.slice() : pin.reference;
  return [withCode(card, p2, { ...pin, reference, triesLeft: pin.triesMax }, false), statusOnly(sw.SUCCESS)];
}
