import { concat, fromHex } from '@tessera/base';
import { padLeft } from './block-padding.ts';
import type { CardPrimitives, Power } from './primitives.ts';
import type { SecureMessaging } from './secure-messaging.ts';
import { sessionKeys } from './session-keys.ts';

/** A group for Diffie-Hellman, big-endian: prime p, generator g, order q of the subgroup that g generates. */
export interface DhGroup {
  readonly g: Uint8Array;
  readonly p: Uint8Array;
  readonly q: Uint8Array;
}

/** One side's part of an agreement. */
export interface DhKeyPair {
  /** Goes over. */
  readonly publicValue: Uint8Array;
  /** Raises the other side's public value to the exponent, which is nowhere else. */
  readonly raise: Power;
}

/** Draws an exponent as long as q and computes g^exponent mod p. Throws when the group is none. */
export function drawKeyPair({ g, p, q }: DhGroup, { random, power }: CardPrimitives): DhKeyPair {
  const exponent = random.bytes(q.length);
  const raise = power(exponent, p);
  exponent.fill(0);
  const publicValue = raise(g);
  if (publicValue === null) throw new RangeError('no Diffie-Hellman group');
  return { publicValue, raise };
}

/** True for a value that keeps a secret: 1 < value < p - 1. Leading zeros may be missing. */
export function isPublicValue(value: Uint8Array, { p }: DhGroup): boolean {
  if (value.length > p.length) return false;
  const number = padLeft(value, p.length);
  const last = p.length - 1;
  // A prime is odd: p - 1 and p differ in their last byte alone.
  const isAboveOne = number.some((byte, at) => byte > (at === last ? 1 : 0));
  const first = number.findIndex((byte, at) => byte !== p[at]);
  return isAboveOne && first >= 0 && (number[first] ?? 0) < (p[first] ?? 0) - (first === last ? 1 : 0);
}

/**
 * The channel that both sides have after the exchange: keys from the shared value, as long as p, and the counter at 1.
 * Null when the other side's public value keeps no secret.
 *
 * Source: IAS ECC v1.0.1 section 5.2.3, device authentication with privacy protection.
 */
export function agreedMessaging(
  { raise }: DhKeyPair,
  theirs: Uint8Array,
  group: DhGroup,
  primitives: CardPrimitives,
): SecureMessaging | null {
  if (!isPublicValue(theirs, group)) return null;
  const shared = raise(theirs);
  return shared === null ? null : { keys: sessionKeys(shared, 'SHA-256', primitives), counter: 1n };
}

/** Once both sides are proven the counter starts anew, from the last four bytes of both challenges. */
export function provenCounter(cardChallenge: Uint8Array, readerChallenge: Uint8Array): bigint {
  const bytes = concat(cardChallenge.subarray(4, 8), readerChallenge.subarray(4, 8));
  return new DataView(bytes.buffer).getBigUint64(0);
}

/** The group that our cards are given. Source: RFC 5114 section 2.3 (2048-bit prime, 256-bit subgroup). */
export const GROUP_2048_256: DhGroup = {
  p: fromHex(
    '87A8E61DB4B6663CFFBBD19C651959998CEEF608660DD0F25D2CEED4435E3B00E00DF8F1D61957D4FAF7DF4561B2AA30' +
      '16C3D91134096FAA3BF4296D830E9A7C209E0C6497517ABD5A8A9D306BCF67ED91F9E6725B4758C022E0B1EF4275BF7B' +
      '6C5BFC11D45F9088B941F54EB1E59BB8BC39A0BF12307F5C4FDB70C581B23F76B63ACAE1CAA6B7902D52526735488A0E' +
      'F13C6D9A51BFA4AB3AD8347796524D8EF6A167B5A41825D967E144E5140564251CCACB83E6B486F6B3CA3F7971506026' +
      'C0B857F689962856DED4010ABD0BE621C3A3960A54E710C375F26375D7014103A4B54330C198AF126116D2276E11715F' +
      '693877FAD7EF09CADB094AE91E1A1597',
  ),
  g: fromHex(
    '3FB32C9B73134D0B2E77506660EDBD484CA7B18F21EF205407F4793A1A0BA12510DBC15077BE463FFF4FED4AAC0BB555' +
      'BE3A6C1B0C6B47B1BC3773BF7E8C6F62901228F8C28CBB18A55AE31341000A650196F931C77A57F2DDF463E5E9EC144B' +
      '777DE62AAAB8A8628AC376D282D6ED3864E67982428EBC831D14348F6F2F9193B5045AF2767164E1DFC967C1FB3F2E55' +
      'A4BD1BFFE83B9C80D052B985D182EA0ADB2A3B7313D3FE14C8484B1E052588B9B7D2BBD2DF016199ECD06E1557CD0915' +
      'B3353BBB64E0EC377FD028370DF92B52C7891428CDC67EB6184B523D1DB246C32F63078490F00EF8D647D148D4795451' +
      '5E2327CFEF98C582664B4C0F6CC41659',
  ),
  q: fromHex('8CF83642A709A097B447997640129DA299B1A47D1EB3750BA308B0FE64F5FBD3'),
};
