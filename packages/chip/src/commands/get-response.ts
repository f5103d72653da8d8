import { type CommandApdu, type ResponseApdu, statusOnly, sw } from '@tessera/ias';
import type { CardState } from '../card-state.ts';
import type { Turn } from '../guess.ts';

/** What is left of an answer that did not fit, and the status that its last piece ends with. */
export type LongAnswer = ResponseApdu;

/** The most that a short answer carries. */
const PIECE_MAX = 256;

/**
 * GET RESPONSE (INS C0): the next piece of a long answer.
 *
 * It belongs to the transport: it is never wrapped, and no counter of secure messaging moves.
 *
 * Status: that of the answer with its last piece · 61xx more is left (`00`: 256 or more) · 6985 nothing is · 6A86 P1 P2 not zero ·
 * 6700 no Le, or data.
 * Source: ISO/IEC 7816-4, GET RESPONSE command.
 */
export function getResponse(card: CardState, { p1, p2, data, le }: CommandApdu): Turn<ResponseApdu> {
  if (p1 !== 0 || p2 !== 0) return [card, statusOnly(sw.INCORRECT_P1_P2)];
  if (le === null || data.length > 0) return [card, statusOnly(sw.WRONG_LENGTH)];
  if (card.longAnswer === null) return [card, statusOnly(sw.CONDITIONS_NOT_SATISFIED)];
  return inPieces(card, card.longAnswer, le);
}

/** The first piece of an answer, as long as Le allows; the card keeps the rest for GET RESPONSE. */
export function inPieces(card: CardState, answer: ResponseApdu, le: number | null): Turn<ResponseApdu> {
  const length = Math.min(le ?? PIECE_MAX, PIECE_MAX);
  if (answer.data.length <= length) return [card.longAnswer === null ? card : { ...card, longAnswer: null }, answer];
  const rest = answer.data.subarray(length);
  return [
    { ...card, longAnswer: { data: rest, status: answer.status } },
    { data: answer.data.subarray(0, length), status: sw.bytesRemaining(rest.length) },
  ];
}
