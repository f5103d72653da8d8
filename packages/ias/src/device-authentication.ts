import { concat } from '@tessera/base';
import type { DhGroup } from './key-agreement.ts';
import { recoverableLength, recoveredMessage, recoveryBlock } from './message-recovery.ts';
import { type CardPrimitives, type RsaPublicKey, rsaPublic } from './primitives.ts';

/**
 * What one side of the channel signs to prove itself: it ties its own key to this very key agreement.
 * Reader (external authentication) and card (internal authentication) sign the same list, each from its own point of view.
 */
export interface DeviceClaim {
  /** The prover's own public value of the key agreement, as it went over. */
  readonly own: Uint8Array;
  /** The prover's serial number: SN.IFD of the reader, SN.ICC of the card; 8 bytes. */
  readonly serial: Uint8Array;
  /** What the other side drew for this: 8 bytes. */
  readonly challenge: Uint8Array;
  /** The other side's public value, as it went over. */
  readonly other: Uint8Array;
  readonly group: DhGroup;
}

/** A prover's key: how it signs a block, and how long its modulus is. */
export interface ProverKey {
  readonly length: number;
  sign(block: Uint8Array): Uint8Array;
}

/**
 * Signs `PRND ‖ own ‖ serial ‖ challenge ‖ other ‖ g ‖ p ‖ q`; the signature gives PRND back, the verifier knows the rest.
 *
 * Source: IAS ECC v1.0.1 section 5.2.3, EXTERNAL and INTERNAL AUTHENTICATE with privacy protection (algorithm 9B).
 */
export function proveDevice(key: ProverKey, claim: DeviceClaim, primitives: CardPrimitives): Uint8Array {
  const drawn = primitives.random.bytes(recoverableLength(key.length));
  return key.sign(recoveryBlock(concat(drawn, knownPart(claim)), key.length, primitives).block);
}

/** True when the holder of the key signed exactly this claim. */
export function isDeviceProven(
  key: RsaPublicKey,
  signature: Uint8Array,
  claim: DeviceClaim,
  primitives: CardPrimitives,
): boolean {
  const block = rsaPublic(key, signature, primitives);
  return block !== null && recoveredMessage(block, knownPart(claim), primitives) !== null;
}

const knownPart = ({ own, serial, challenge, other, group: { g, p, q } }: DeviceClaim): Uint8Array =>
  concat(own, serial, challenge, other, g, p, q);
