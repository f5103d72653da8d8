import { concat, firstDataObject } from '@tessera/base';
import { type CommandApdu, INS, sw } from '@tessera/ias';
import { CardError } from './card-error.ts';
import { ask, command, type Send, selectFile } from './commands.ts';

/** As much as an answer holds with its wrapping, so that the channel needs no second piece. */
const PIECE = 0xe0;
/** The longest file of a card, the SOD, has some three thousand bytes. */
const FILE_MAX = 16_384;

/**
 * A whole elementary file of the current application.
 *
 * Reads until the card warns of the end (6282), says that the offset lies beyond it (6B00), or gives less than was asked.
 * Throws a CardError: `unexpected-status` (6A82 no such file, 6982 not without the PIN), `endless-answer`, and those of the transport.
 */
export async function readFile(send: Send, id: number): Promise<Uint8Array> {
  await ask(send, selectFile(id));
  const pieces: Uint8Array[] = [];
  let length = 0;
  while (length < FILE_MAX) {
    const { data, status } = await send(readAt(length));
    const ended = status === sw.END_OF_FILE || (status === sw.WRONG_P1_P2 && length > 0);
    if (!ended && status !== sw.SUCCESS) throw new CardError('unexpected-status', { status });
    if (data.length > PIECE) throw new CardError('malformed-answer');
    pieces.push(data);
    length += data.length;
    if (ended || data.length < PIECE) return concat(...pieces);
  }
  throw new CardError('endless-answer');
}

/** The one object that a file holds, without what stands behind it. Throws a CardError `malformed-answer` when it holds none. */
export async function readObject(send: Send, id: number): Promise<Uint8Array> {
  const file = await readFile(send, id);
  const object = firstDataObject(file);
  if (object === null) throw new CardError('malformed-answer');
  return file.slice(0, file.length - object.rest.length);
}

const readAt = (offset: number): CommandApdu => ({
  ...command(INS.READ_BINARY, offset >> 8, offset & 0xff),
  le: PIECE,
});
