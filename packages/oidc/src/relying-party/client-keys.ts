import { createPublicKey, type KeyObject } from 'node:crypto';
import type { SigningAlgorithm } from '@tessera/base';
import { type KeyEncryptionAlgorithm, keyShapeFor } from '../algorithms.ts';
import type { JsonObject } from '../jose/strict-json.ts';

/** One public key of a relying party, imported once and then kept. */
export interface ClientKey {
  readonly kid: string;
  readonly kty: 'RSA' | 'EC';
  /** The curve of an EC key. */
  readonly curve: string | null;
  readonly use: 'sig' | 'enc' | null;
  /** The one algorithm that the key is for, where its owner says so. */
  readonly algorithm: string | null;
  readonly key: KeyObject;
}

const RSA_BITS_MIN = 2048;
const CURVES = ['P-256', 'P-384', 'P-521'];
const PRIVATE_MEMBERS = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/** Reads one JWK of a relying party's metadata, or says which rule it breaks. */
export function readClientKey(jwk: JsonObject): ClientKey | string {
  const { kid, kty, crv, use, alg } = jwk;
  if (PRIVATE_MEMBERS.some((member) => member in jwk)) {
    return 'holds private material: publish only the public half, and make a new key, for this one has been shown';
  }
  if (typeof kid !== 'string' || kid === '') return 'has no kid: it should be its RFC 7638 thumbprint (oidc.md 16)';
  if (kty !== 'RSA' && kty !== 'EC') return 'is neither RSA nor EC (oidc.md 16)';
  if (kty === 'EC' && !CURVES.includes(String(crv))) return `has a curve outside ${CURVES.join(', ')}`;
  if (use !== undefined && use !== 'sig' && use !== 'enc')
    return 'has a use that is neither sig nor enc (RFC 7517 4.2)';
  let key: KeyObject;
  try {
    key = createPublicKey({ key: { ...jwk }, format: 'jwk' });
  } catch {
    return 'is not a valid public key (RFC 7518 6)';
  }
  if ((key.asymmetricKeyDetails?.modulusLength ?? RSA_BITS_MIN) < RSA_BITS_MIN) {
    return `is shorter than ${RSA_BITS_MIN} bits (oidc.md 16)`;
  }
  return {
    kid,
    kty,
    curve: kty === 'EC' ? String(crv) : null,
    use: use ?? null,
    algorithm: typeof alg === 'string' ? alg : null,
    key,
  };
}

function serves(key: ClientKey, use: 'sig' | 'enc', algorithm: SigningAlgorithm | KeyEncryptionAlgorithm): boolean {
  const { kty, curves } = keyShapeFor(algorithm);
  if (key.kty !== kty || (key.curve !== null && !curves.includes(key.curve))) return false;
  return (key.use ?? use) === use && (key.algorithm ?? algorithm) === algorithm;
}

/** The registered key that the header names by `kid`, if it may make such a signature. */
export const verificationKey = (
  keys: readonly ClientKey[],
  kid: unknown,
  algorithm: SigningAlgorithm,
): ClientKey | null => keys.find((key) => key.kid === kid && serves(key, 'sig', algorithm)) ?? null;

/** The key to encrypt to: one published for encryption first, then one published for everything. */
export function encryptionKey(keys: readonly ClientKey[], algorithm: KeyEncryptionAlgorithm): ClientKey | null {
  const able = keys.filter((key) => serves(key, 'enc', algorithm));
  return able.find((key) => key.use === 'enc') ?? able[0] ?? null;
}
