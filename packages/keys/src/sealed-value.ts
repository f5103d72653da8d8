import type { SealedPlace } from '@tessera/base';

/** How a sealed value begins: the format's version (1 byte) and the number of its key (4 bytes). The sealing follows. */
export const HEADER_BYTES = 5;
const FORMAT = 1;

export function headerOf(keyNumber: number): Uint8Array {
  const header = Buffer.alloc(HEADER_BYTES);
  header.writeUInt8(FORMAT);
  header.writeUInt32BE(keyNumber, 1);
  return header;
}

/** Null when the bytes are no sealed value of this format. */
export function keyNumberOf(sealed: Uint8Array): number | null {
  if (sealed.length < HEADER_BYTES || sealed[0] !== FORMAT) return null;
  return new DataView(sealed.buffer, sealed.byteOffset).getUint32(1);
}

/** What is authenticated and not stored. Each part with its length: no two places are written alike. */
export function authenticated(header: Uint8Array, { table, column, row, version }: SealedPlace): Uint8Array {
  return Buffer.concat([header, ...[table, column, row, String(version)].map(withLength)]);
}

export function withLength(part: string | Uint8Array): Uint8Array {
  const bytes = typeof part === 'string' ? Buffer.from(part) : part;
  const whole = Buffer.allocUnsafe(4 + bytes.length);
  whole.writeUInt32BE(bytes.length);
  whole.set(bytes, 4);
  return whole;
}
