import { type ResponseApdu, statusOnly, sw } from '@tessera/ias';
import { allows } from '../access-condition.ts';
import type { CardCommand } from '../card-command.ts';
import { type CardFile, fileById, fileBySfi } from '../card-file.ts';
import type { CardState } from '../card-state.ts';
import type { Turn } from '../guess.ts';

/**
 * READ BINARY (INS B0): bytes of a transparent file, at P1-P2 of the current one, or at P2 of the one whose short identifier is
 * in P1 (`80` | identifier), which becomes the current one.
 *
 * Le `00` asks for as much as there is: its end is no warning. A number that reaches beyond the end gets what there is, and 6282.
 *
 * Status: 9000 read · 6282 the file ended before · 6B00 offset beyond it · 6Cxx no Le, xx bytes are there · 6982 not now ·
 * 6986 no current file · 6A82 no such short identifier · 6A86 P1 of another kind · 6700 data where none belong.
 * Source: ISO/IEC 7816-4, READ BINARY command.
 */
export function readBinary(card: CardState, command: CardCommand): Turn<ResponseApdu> {
  const { p1, p2, data, le } = command;
  if (data.length > 0) return [card, statusOnly(sw.WRONG_LENGTH)];
  const bySfi = (p1 & 0x80) !== 0;
  if (bySfi && (p1 & 0x60) !== 0) return [card, statusOnly(sw.INCORRECT_P1_P2)];
  const file = bySfi ? fileBySfi(card, p1 & 0x1f) : currentFile(card);
  if (file === undefined) return [card, statusOnly(bySfi ? sw.FILE_NOT_FOUND : sw.NO_CURRENT_FILE)];
  if (!allows(card, file.read, command.secured)) return [card, statusOnly(sw.SECURITY_STATUS_NOT_SATISFIED)];
  return [{ ...card, currentFile: file.id }, bytesAt(file, bySfi ? p2 : (p1 << 8) | p2, le)];
}

export const currentFile = (card: CardState): CardFile | undefined =>
  card.currentFile === null ? undefined : fileById(card, card.currentFile);

function bytesAt({ content }: CardFile, offset: number, le: number | null): ResponseApdu {
  const there = content.length - offset;
  if (there <= 0) return statusOnly(sw.WRONG_P1_P2);
  if (le === null) return statusOnly(sw.wrongLe(there));
  const data = content.subarray(offset, offset + le);
  return { data, status: le < 256 && le > there ? sw.END_OF_FILE : sw.SUCCESS };
}
