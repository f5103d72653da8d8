import { concat } from '@tessera/base';
import type { CardPrimitives } from './primitives.ts';

/** Two-key triple DES keys of 16 bytes; their parity bits are not adjusted, DES does not look at them. */
export interface SessionKeys {
  readonly encryption: Uint8Array;
  readonly mac: Uint8Array;
}

/**
 * The keys that follow from a shared secret: digest(secret ‖ 00000001) and digest(secret ‖ 00000002), 16 bytes of each.
 *
 * `SHA-256` after Diffie-Hellman (IAS ECC, device authentication with privacy protection), `SHA-1` for BAC.
 * Source: ICAO 9303-11 section 9.7.1; IAS ECC v1.0.1, key derivation.
 */
export function sessionKeys(
  secret: Uint8Array,
  algorithm: 'SHA-1' | 'SHA-256',
  { digest }: Pick<CardPrimitives, 'digest'>,
): SessionKeys {
  const key = (purpose: number): Uint8Array =>
    digest(algorithm, concat(secret, Uint8Array.of(0, 0, 0, purpose))).slice(0, 16);
  return { encryption: key(1), mac: key(2) };
}
