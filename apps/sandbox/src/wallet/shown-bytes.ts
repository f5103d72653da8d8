import { hex } from '@tessera/base';
import { type CommandApdu, decodeCommand, encodeResponse, INS, type ResponseApdu } from '@tessera/ias';

/** Commands whose data are a PIN or a PUK. */
const HOLD_CODES: ReadonlySet<number> = new Set([INS.VERIFY, INS.CHANGE_REFERENCE_DATA, INS.RESET_RETRY_COUNTER]);

/** True when the data of this command are a secret of the citizen's. */
export const holdsCode = ({ ins, data }: CommandApdu): boolean => HOLD_CODES.has(ins) && data.length > 0;

/** A command put together again, in hexadecimal; a code in it is dots unless it is `revealed`. */
export function commandText(command: CommandApdu, revealed: boolean): string {
  const { cla, ins, p1, p2, data, le } = command;
  const head = spaced(Uint8Array.of(cla, ins, p1, p2));
  const length = data.length === 0 ? [] : [spaced(lengthBytes(data.length))];
  const body =
    data.length === 0 ? [] : [holdsCode(command) && !revealed ? '•• '.repeat(data.length).trim() : spaced(data)];
  return [head, ...length, ...body, ...(le === null ? [] : [spaced(Uint8Array.of(le & 0xff))])].join(' ');
}

/** The four bytes that begin a command, each by its name in the standard: `CLA 00 · INS 20 · P1 00 · P2 81`. */
export const headerText = ({ cla, ins, p1, p2 }: CommandApdu): string =>
  Object.entries({ CLA: cla, INS: ins, P1: p1, P2: p2 })
    .map(([name, value]) => `${name} ${spaced(Uint8Array.of(value))}`)
    .join(' · ');

/** Bytes as they went over. A command in the clear may hold a code: then they are shown as `commandText` shows it. */
export function sentText(bytes: Uint8Array, revealed: boolean): string {
  const command = decodeCommand(bytes);
  return command !== null && isPlain(command) && holdsCode(command) ? commandText(command, revealed) : spaced(bytes);
}

export const answerText = (answer: ResponseApdu): string => spaced(encodeResponse(answer));

/** `00 A4 04 0C`. */
export const spaced = (bytes: Uint8Array): string =>
  hex(bytes)
    .toUpperCase()
    .replaceAll(/(..)(?=.)/g, '$1 ');

const isPlain = ({ cla }: CommandApdu): boolean => (cla & 0x0c) === 0;

/** A command that came in pieces is longer than one byte can say. */
const lengthBytes = (length: number): Uint8Array =>
  length <= 0xff ? Uint8Array.of(length) : Uint8Array.of(0, length >> 8, length & 0xff);
