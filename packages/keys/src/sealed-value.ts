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

/** What is authenticated and not stored. */
export const authenticated = (header: Uint8Array, { table, column, row, version }: SealedPlace): Uint8Array =>
  Buffer.concat([header, framed([table, column, row, String(version)])]);

/** Each part with its length before it, in four bytes: no two lists are written alike. */
export function framed(parts: readonly (string | Uint8Array)[]): Uint8Array {
  const sizes = parts.map((part) => (typeof part === 'string' ? Buffer.byteLength(part) : part.length));
  const whole = Buffer.allocUnsafe(sizes.reduce((sum, size) => sum + 4 + size, 0));
  let at = 0;
  for (const [number, part] of parts.entries()) {
    at = whole.writeUInt32BE(sizes[number] ?? 0, at);
    if (typeof part === 'string') at += whole.write(part, at);
    else {
      whole.set(part, at);
      at += part.length;
    }
  }
  return whole;
}
