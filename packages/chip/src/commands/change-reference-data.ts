import { CODE, CODE_LENGTH, isCode, type ResponseApdu, statusOnly, sw } from '@tessera/ias';
import { allows } from '../access-condition.ts';
import type { CardCommand } from '../card-command.ts';
import type { CardState } from '../card-state.ts';
import { guess, isBlocked, type Outcome, withCode } from '../guess.ts';

/**
 * CHANGE REFERENCE DATA (INS 24): puts a new PIN in the place of the old one. Data: old (8 digits) ‖ new (8 digits).
 *
 * The old one is a guess like any other: counted, then compared.
 *
 * Status: 9000 changed · 63Cx the old one is wrong, x tries left · 6983 blocked · 6982 the reader is not proven, or the code is never
 * changed (PUK) · 6700 another length · 6A80 the new one is not digits · 6A86 P1 not zero · 6A88 no such code.
 * Source: ISO/IEC 7816-4, CHANGE REFERENCE DATA command.
 */
export function changeReferenceData(card: CardState, { p1, p2, data, secured }: CardCommand): Outcome<ResponseApdu> {
  if (p1 !== 0) return [card, statusOnly(sw.INCORRECT_P1_P2)];
  const code = card.codes.get(p2);
  if (code === undefined) return [card, statusOnly(sw.REFERENCE_DATA_NOT_FOUND)];
  if (p2 !== CODE.pin || !allows(card, 'reader', secured)) return [card, statusOnly(sw.SECURITY_STATUS_NOT_SATISFIED)];
  if (isBlocked(card, code)) return [card, statusOnly(sw.AUTHENTICATION_METHOD_BLOCKED)];
  if (data.length !== 2 * CODE_LENGTH) return [card, statusOnly(sw.WRONG_LENGTH)];
  const reference = data.slice(CODE_LENGTH);
  if (!isCode(reference)) return [card, statusOnly(sw.INCORRECT_DATA)];
  return guess(card, p2, code, data.subarray(0, CODE_LENGTH), (right, restored) =>
    withCode(right, p2, { ...restored, reference }, true),
  );
}
