import { concat } from '@tessera/base';
import { type CommandApdu, decodeResponse, encodeCommand, INS, type ResponseApdu } from '@tessera/ias';
import { CardError } from './card-error.ts';
import type { CardReader } from './card-reader.ts';

/** No answer of this card comes near either. */
const ANSWER_MAX = 4096;
const PIECES_MAX = 32;

/**
 * One command and its whole answer: fetches what waits (61xx), and asks again, once, with the Le that the card names (6Cxx).
 *
 * Throws a CardError: `card-lost`, `malformed-answer`, `endless-answer`.
 */
export async function exchange(reader: CardReader, command: CommandApdu): Promise<ResponseApdu> {
  let answer = await transmit(reader, command);
  if (answer.status >> 8 === 0x6c) answer = await transmit(reader, { ...command, le: answer.status & 0xff || 256 });
  if (answer.status >> 8 !== 0x61) return answer;

  const pieces = [answer.data];
  let length = answer.data.length;
  while (answer.status >> 8 === 0x61) {
    if (pieces.length === PIECES_MAX) throw new CardError('endless-answer');
    answer = await transmit(reader, getResponse(answer.status & 0xff || 256));
    pieces.push(answer.data);
    length += answer.data.length;
    if (length > ANSWER_MAX) throw new CardError('endless-answer');
  }
  return { data: concat(...pieces), status: answer.status };
}

/** The transport's own command: never wrapped. */
const getResponse = (le: number): CommandApdu => ({
  cla: 0x00,
  ins: INS.GET_RESPONSE,
  p1: 0x00,
  p2: 0x00,
  data: new Uint8Array(),
  le,
});

async function transmit(reader: CardReader, command: CommandApdu): Promise<ResponseApdu> {
  let bytes: Uint8Array;
  try {
    bytes = await reader.transmit(encodeCommand(command));
  } catch (cause) {
    throw new CardError('card-lost', { cause });
  }
  if (bytes.length > ANSWER_MAX) throw new CardError('endless-answer');
  const answer = decodeResponse(bytes);
  if (answer === null) throw new CardError('malformed-answer');
  return answer;
}
