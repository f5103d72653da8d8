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

/** The lower bounds are those of oidc.md 16 and FIPS 186-5 A.1.1; beyond the upper ones each signature would cost too much. */
const RSA_BITS = { min: 2_048, max: 8_192 } as const;
const RSA_EXPONENT = { min: 65_537n, max: 2n ** 32n } as const;
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
  const curve = kty === 'EC' ? CURVES.find((known) => known === crv) : null;
  if (curve === undefined) return `has a curve outside ${CURVES.join(', ')}`;
  if (use !== undefined && use !== 'sig' && use !== 'enc')
    return 'has a use that is neither sig nor enc (RFC 7517 4.2)';
  let key: KeyObject;
  try {
    key = createPublicKey({ key: { ...jwk }, format: 'jwk' });
  } catch {
    return 'is not a valid public key (RFC 7518 6)';
  }
  const weakness = kty === 'RSA' ? rsaWeakness(key) : null;
  if (weakness !== null) return weakness;
  return {
    kid,
    kty,
    curve,
    use: use ?? null,
    algorithm: typeof alg === 'string' ? alg : null,
    key,
  };
}

/** With an exponent of 1 anybody signs, and reads what is encrypted. */
function rsaWeakness({ asymmetricKeyDetails }: KeyObject): string | null {
  const { modulusLength: bits = 0, publicExponent: exponent = 0n } = asymmetricKeyDetails ?? {};
  if (bits < RSA_BITS.min) return `is shorter than ${RSA_BITS.min} bits (oidc.md 16)`;
  if (bits > RSA_BITS.max) return `is longer than ${RSA_BITS.max} bits`;
  return exponent >= RSA_EXPONENT.min && exponent <= RSA_EXPONENT.max
    ? null
    : 'has a public exponent that is not between 65537 and 2^32 (FIPS 186-5 A.1.1)';
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
