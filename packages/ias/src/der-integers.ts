import { concat, dataObjects, firstDataObject, tlv } from '@tessera/base';
import type { DhGroup } from './key-agreement.ts';
import type { RsaPublicKey } from './primitives.ts';

const SEQUENCE = 0x30;
const INTEGER = 0x02;

/** A DER SEQUENCE of positive INTEGERs, in which EF.DH (g, p, q) and the key files (n, e) are written. Source: ITU-T X.690. */
export const derIntegers = (...numbers: readonly Uint8Array[]): Uint8Array =>
  tlv(SEQUENCE, ...numbers.map((number) => tlv(INTEGER, positive(number))));

/** The numbers, without leading zeros; null when the bytes do not begin with such a SEQUENCE. What follows it is not looked at. */
export function readDerIntegers(bytes: Uint8Array): readonly Uint8Array[] | null {
  const sequence = firstDataObject(bytes);
  if (sequence === null || sequence.tag !== SEQUENCE) return null;
  const objects = dataObjects(sequence.value);
  if (objects === null || objects.some(({ tag, value }) => tag !== INTEGER || value.length === 0)) return null;
  return objects.map(({ value }) => withoutLeadingZeros(value));
}

export const encodeRsaPublicKey = ({ modulus, exponent }: RsaPublicKey): Uint8Array => derIntegers(modulus, exponent);

/** Ten thousand cards have one group: they share what is written of it. */
const encodedGroups = new WeakMap<DhGroup, Uint8Array>();

export function encodeDhGroup(group: DhGroup): Uint8Array {
  const encoded = encodedGroups.get(group) ?? derIntegers(group.g, group.p, group.q);
  encodedGroups.set(group, encoded);
  return encoded;
}

/** Null when the file holds no key. */
export function decodeRsaPublicKey(bytes: Uint8Array): RsaPublicKey | null {
  const [modulus, exponent, more] = readDerIntegers(bytes) ?? [];
  return modulus === undefined || exponent === undefined || more !== undefined ? null : { modulus, exponent };
}

/** A number as computers of large numbers give it back: at least one byte. */
export function withoutLeadingZeros(number: Uint8Array): Uint8Array {
  const first = number.findIndex((byte) => byte !== 0);
  return first < 0 ? number.subarray(-1) : number.subarray(first);
}

function positive(number: Uint8Array): Uint8Array {
  const shortest = withoutLeadingZeros(number);
  return (shortest[0] ?? 0) < 0x80 ? shortest : concat(Uint8Array.of(0), shortest);
}
