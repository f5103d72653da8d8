import { type ResponseApdu, statusOnly, sw } from '@tessera/ias';
import { allows } from '../access-condition.ts';
import type { CardCommand } from '../card-command.ts';
import type { CardState } from '../card-state.ts';
import { guess, isBlocked, type Outcome } from '../guess.ts';

/**
 * VERIFY (INS 20): compares the code sent with the one the chip keeps. P2 names it: 81 the PIN, 82 the PUK.
 *
 * An empty data field asks how many tries are left and spends none. So does a code of impossible length: it is not a guess.
 *
 * Status: 9000 right (and the tries are full again) · 63Cx wrong, x tries left · 6983 blocked · 6982 the reader is not proven ·
 * 6700 not as long as the code · 6A86 P1 not zero · 6A88 no such code.
 * Source: ISO/IEC 7816-4, VERIFY command.
 */
export function verify(card: CardState, { p1, p2, data, secured }: CardCommand): Outcome<ResponseApdu> {
  if (p1 !== 0) return [card, statusOnly(sw.INCORRECT_P1_P2)];
  const code = card.codes.get(p2);
  if (code === undefined) return [card, statusOnly(sw.REFERENCE_DATA_NOT_FOUND)];
  if (!allows(card, 'reader', secured)) return [card, statusOnly(sw.SECURITY_STATUS_NOT_SATISFIED)];
  if (isBlocked(card, code)) return [card, statusOnly(sw.AUTHENTICATION_METHOD_BLOCKED)];
  if (data.length === 0)
    return [card, statusOnly(card.verified.has(p2) ? sw.SUCCESS : sw.triesLeftStatus(code.triesLeft))];
  if (data.length !== code.reference.length) return [card, statusOnly(sw.WRONG_LENGTH)];
  return guess(card, p2, code, data, (verified) => verified);
}
