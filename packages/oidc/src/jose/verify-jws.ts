import { constants, type KeyObject, verify } from 'node:crypto';
import type { SigningAlgorithm } from '@tessera/base';
import type { CompactJwt } from './compact-jwt.ts';

/**
 * True when this key made the signature with this algorithm: the one place where a signature of somebody else is checked.
 *
 * Key and algorithm come from trusted metadata, and the header must name the same; nothing else in it is looked at
 * (RFC 8725 sections 3.1 and 3.2). In this thread, with node:crypto: docs/decisions/jose-in-the-hot-path.md.
 * Source: RFC 7515 section 5.2; RFC 7518 sections 3.3 to 3.5.
 */
export function verifyJws(
  { header, signed, signature }: CompactJwt,
  key: KeyObject,
  algorithm: SigningAlgorithm,
): boolean {
  if (header['alg'] !== algorithm) return false;
  const hash = algorithm.endsWith('512') ? 'sha512' : 'sha256';
  // PKCS#1 v1.5 is what an RSA key verifies by itself; options are read anew each time.
  return verify(hash, signed, algorithm.startsWith('RS') ? key : { key, ...formOf(algorithm) }, signature);
}

function formOf(algorithm: SigningAlgorithm) {
  if (algorithm.startsWith('ES')) return { dsaEncoding: 'ieee-p1363' } as const;
  return { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
}
