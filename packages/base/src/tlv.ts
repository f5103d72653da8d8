/** A BER-TLV data object: the tag as one number (`0x7f49`) and the bytes it holds. */
export interface DataObject {
  readonly tag: number;
  readonly value: Uint8Array;
}

/** What one look at the front of some bytes finds: the first object and what follows it. */
export interface FirstDataObject extends DataObject {
  readonly rest: Uint8Array;
}

/** Cards and certificates stay below both; more is somebody's mistake or somebody's attack. */
const TAG_BYTES_MAX = 3;
const LENGTH_BYTES_MAX = 3;

/**
 * Writes one data object; several parts are put together to its value.
 *
 * Source: ITU-T X.690 section 8.1 (shortest length, as DER asks); ISO/IEC 7816-4, BER-TLV data objects.
 */
export function tlv(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const head = [...bigEndian(tag), ...encodedLength(length)];
  const whole = new Uint8Array(head.length + length);
  whole.set(head);
  let offset = head.length;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/**
 * Reads the object at the front. The value and the rest are views, not copies.
 *
 * Null when the bytes are cut short, a tag is longer than three bytes, or the length is indefinite or has more than three bytes.
 */
export function firstDataObject(bytes: Uint8Array): FirstDataObject | null {
  const tagged = firstTag(bytes);
  if (tagged === null) return null;
  const first = tagged.rest[0];
  if (first === undefined) return null;
  if (first < 0x80) return cut(tagged.tag, tagged.rest.subarray(1), first);

  const lengthBytes = first & 0x7f;
  if (lengthBytes === 0 || lengthBytes > LENGTH_BYTES_MAX || tagged.rest.length <= lengthBytes) return null;
  const length = numberOf(tagged.rest.subarray(1, 1 + lengthBytes));
  return cut(tagged.tag, tagged.rest.subarray(1 + lengthBytes), length);
}

/** All objects of one level, in their order; null when the bytes are not objects to the last one. */
export function dataObjects(bytes: Uint8Array): readonly DataObject[] | null {
  const objects: DataObject[] = [];
  let rest = bytes;
  while (rest.length > 0) {
    const first = firstDataObject(rest);
    if (first === null) return null;
    objects.push({ tag: first.tag, value: first.value });
    rest = first.rest;
  }
  return objects;
}

/** The objects of one level by their tag; null when they are malformed or a tag stands there twice. */
export function dataObjectsByTag(bytes: Uint8Array): ReadonlyMap<number, Uint8Array> | null {
  const objects = dataObjects(bytes);
  if (objects === null) return null;
  const byTag = new Map(objects.map(({ tag, value }) => [tag, value]));
  return byTag.size === objects.length ? byTag : null;
}

/** The tag at the front and what follows it; null when it is cut short or longer than three bytes. */
export function firstTag(bytes: Uint8Array): { readonly tag: number; readonly rest: Uint8Array } | null {
  const first = bytes[0];
  if (first === undefined) return null;
  let length = 1;
  // Five ones in the first byte: the number goes on, in bytes whose top bit says whether another follows.
  if ((first & 0x1f) === 0x1f) {
    const last = bytes.subarray(1, TAG_BYTES_MAX).findIndex((byte) => byte < 0x80);
    if (last < 0) return null;
    length += last + 1;
  }
  return { tag: numberOf(bytes.subarray(0, length)), rest: bytes.subarray(length) };
}

/** True for a tag whose value is data objects again. */
export const isConstructed = (tag: number): boolean => ((bigEndian(tag)[0] ?? 0) & 0x20) !== 0;

function cut(tag: number, rest: Uint8Array, length: number): FirstDataObject | null {
  if (rest.length < length) return null;
  return { tag, value: rest.subarray(0, length), rest: rest.subarray(length) };
}

function encodedLength(length: number): readonly number[] {
  if (length < 0x80) return [length];
  const bytes = bigEndian(length);
  if (bytes.length > LENGTH_BYTES_MAX) throw new RangeError('longer than a data object may be');
  return [0x80 | bytes.length, ...bytes];
}

function bigEndian(number: number): readonly number[] {
  const bytes = [number & 0xff];
  for (let rest = number >>> 8; rest > 0; rest >>>= 8) bytes.unshift(rest & 0xff);
  return bytes;
}

const numberOf = (bytes: Uint8Array): number => bytes.reduce((number, byte) => number * 256 + byte, 0);
