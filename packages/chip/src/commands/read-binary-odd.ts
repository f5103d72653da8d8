import { firstDataObject, tlv } from '@tessera/base';
import { type ResponseApdu, statusOnly, sw } from '@tessera/ias';
import { allows } from '../access-condition.ts';
import type { CardCommand } from '../card-command.ts';
import { type CardFile, fileById, fileBySfi } from '../card-file.ts';
import type { CardState } from '../card-state.ts';
import type { Turn } from '../guess.ts';
import { currentFile } from './read-binary.ts';

const OFFSET = 0x54;
const DATA = 0x53;

/**
 * READ BINARY with data objects (INS B1): `54 L ‹offset›` in, `53 L ‹bytes›` out, for offsets that P1-P2 cannot hold.
 * P1-P2 names the file: 0000 the current one, 0001 to 001E by short identifier, anything else by file identifier.
 *
 * Le counts the whole answer, the object's tag and length among it.
 *
 * Status: as READ BINARY (INS B0), and 6A80 the data are no offset.
 * Source: ISO/IEC 7816-4, READ BINARY command, odd INS.
 */
export function readBinaryOdd(card: CardState, command: CardCommand): Turn<ResponseApdu> {
  const { p1, p2, data, le, secured } = command;
  const offset = offsetIn(data);
  if (offset === null) return [card, statusOnly(sw.INCORRECT_DATA)];
  const file = fileNamed(card, (p1 << 8) | p2);
  if (file === undefined) return [card, statusOnly(p1 === 0 && p2 === 0 ? sw.NO_CURRENT_FILE : sw.FILE_NOT_FOUND)];
  if (!allows(card, file.read, secured)) return [card, statusOnly(sw.SECURITY_STATUS_NOT_SATISFIED)];
  return [{ ...card, currentFile: file.id }, objectAt(file, offset, le)];
}

function fileNamed(card: CardState, name: number): CardFile | undefined {
  if (name === 0) return currentFile(card);
  return name < 0x1f ? fileBySfi(card, name) : fileById(card, name);
}

function objectAt({ content }: CardFile, offset: number, le: number | null): ResponseApdu {
  const there = content.length - offset;
  if (there <= 0) return statusOnly(sw.WRONG_P1_P2);
  if (le === null) return statusOnly(sw.wrongLe(tlv(DATA, content.subarray(offset)).length));
  const room = roomIn(le);
  const object = tlv(DATA, content.subarray(offset, offset + room));
  return { data: object, status: le < 256 && room > there ? sw.END_OF_FILE : sw.SUCCESS };
}

/** Bytes of a value whose object has at most `le` bytes. */
const roomIn = (le: number): number => Math.max(0, le - (le < 0x80 + 2 ? 2 : 3));

function offsetIn(data: Uint8Array): number | null {
  const object = firstDataObject(data);
  if (object === null || object.tag !== OFFSET || object.rest.length > 0) return null;
  if (object.value.length === 0 || object.value.length > 3) return null;
  return object.value.reduce((offset, byte) => offset * 256 + byte, 0);
}
