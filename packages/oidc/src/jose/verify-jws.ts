import type { KeyObject } from 'node:crypto';
import type { SigningAlgorithm } from '@tessera/base';
import { compactVerify, errors } from 'jose';

/**
 * True when this key made the signature with this algorithm: the one place where a signature of somebody else is checked.
 *
 * Key and algorithm come from trusted metadata; nothing in the token's header chooses them (RFC 8725 sections 3.1 and 3.2).
 * The KeyObject must be the same object each time: jose keeps what it made of it, and a fresh one costs twice.
 */
export async function verifyJws(token: string, key: KeyObject, algorithm: SigningAlgorithm): Promise<boolean> {
  try {
    await compactVerify(token, key, { algorithms: [algorithm] });
    return true;
  } catch (error) {
    if (error instanceof errors.JOSEError) return false;
    throw error;
  }
}
