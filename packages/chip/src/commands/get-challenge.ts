import { type CardPrimitives, type ResponseApdu, statusOnly, sw } from '@tessera/ias';
import type { CardCommand } from '../card-command.ts';
import type { CardState } from '../card-state.ts';
import type { Turn } from '../guess.ts';

const CHALLENGE_LENGTH = 8;

/**
 * GET CHALLENGE (INS 84): eight random bytes for the authentication that follows. They serve once; a new one replaces the last.
 *
 * Status: 9000 · 6C08 Le is not 8 (or `00`) · 6700 data where none belong · 6A86 P1-P2 not zero.
 * Source: ISO/IEC 7816-4, GET CHALLENGE command.
 */
export function getChallenge(card: CardState, command: CardCommand, { random }: CardPrimitives): Turn<ResponseApdu> {
  const { p1, p2, data, le } = command;
  if (p1 !== 0 || p2 !== 0) return [card, statusOnly(sw.INCORRECT_P1_P2)];
  if (data.length > 0) return [card, statusOnly(sw.WRONG_LENGTH)];
  if (le !== CHALLENGE_LENGTH && le !== 256) return [card, statusOnly(sw.wrongLe(CHALLENGE_LENGTH))];
  const challenge = random.bytes(CHALLENGE_LENGTH);
  return [
    { ...card, challenge },
    { data: challenge, status: sw.SUCCESS },
  ];
}
