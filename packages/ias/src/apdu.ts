import { concat } from '@tessera/base';

/** What a reader sends to a card. */
export interface CommandApdu {
  /** Class: bit 10 says that more pieces of this command follow, bits 0C that it goes through secure messaging. */
  readonly cla: number;
  /** Instruction: the verb. */
  readonly ins: number;
  readonly p1: number;
  readonly p2: number;
  /** 0 to 255 bytes; the pieces of a chained command put together are longer. */
  readonly data: Uint8Array;
  /** Most bytes expected in the answer (Le), 1 to 256; null when none are. */
  readonly le: number | null;
}

/** What a card answers. */
export interface ResponseApdu {
  readonly data: Uint8Array;
  /** The status word SW1-SW2, such as 0x9000. */
  readonly status: number;
}

export const CHAINED = 0x10;
export const SECURED = 0x0c;

/** The most that a short command carries. */
export const COMMAND_DATA_MAX = 255;

export const statusOnly = (status: number): ResponseApdu => ({ data: new Uint8Array(), status });

/**
 * Reads a short command APDU, cases 1 to 4. Null for any other length, the extended ones among them: chaining does their work.
 *
 * Source: ISO/IEC 7816-3, section 12.1 (command APDU cases).
 */
export function decodeCommand(bytes: Uint8Array): CommandApdu | null {
  const [cla, ins, p1, p2, p3] = bytes;
  if (cla === undefined || ins === undefined || p1 === undefined || p2 === undefined) return null;
  const header = { cla, ins, p1, p2 };
  if (p3 === undefined) return { ...header, data: new Uint8Array(), le: null };
  if (bytes.length === 5) return { ...header, data: new Uint8Array(), le: p3 || 256 };
  if (p3 === 0) return null;
  const data = bytes.subarray(5, 5 + p3);
  if (bytes.length === 5 + p3) return { ...header, data, le: null };
  if (bytes.length === 6 + p3) return { ...header, data, le: bytes[5 + p3] || 256 };
  return null;
}

/** Throws a RangeError on more data than a short command carries. */
export function encodeCommand({ cla, ins, p1, p2, data, le }: CommandApdu): Uint8Array {
  if (data.length > COMMAND_DATA_MAX) throw new RangeError('more data than a command carries: chain it');
  const lc = data.length > 0 ? [data.length] : [];
  return concat(
    Uint8Array.of(cla, ins, p1, p2, ...lc),
    data,
    le === null ? new Uint8Array() : Uint8Array.of(le & 0xff),
  );
}

export const encodeResponse = ({ data, status }: ResponseApdu): Uint8Array =>
  concat(data, Uint8Array.of(status >> 8, status & 0xff));

/** Null when the answer is shorter than a status word. */
export function decodeResponse(bytes: Uint8Array): ResponseApdu | null {
  const [sw1, sw2] = [bytes.at(-2), bytes.at(-1)];
  if (sw1 === undefined || sw2 === undefined) return null;
  return { data: bytes.subarray(0, -2), status: (sw1 << 8) | sw2 };
}
