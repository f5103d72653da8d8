import type { SigningAlgorithm } from '@tessera/base';

/** The national list: what is not here is never used and never accepted (docs/rules/oidc.md 16, promise 27). */
export const SIGNING_ALGORITHMS = [
  'RS256',
  'RS512',
  'ES256',
  'ES512',
  'PS256',
  'PS512',
] as const satisfies SigningAlgorithm[];

export const KEY_ENCRYPTION_ALGORITHMS = [
  'RSA-OAEP',
  'RSA-OAEP-256',
  'ECDH-ES',
  'ECDH-ES+A128KW',
  'ECDH-ES+A256KW',
] as const;
export type KeyEncryptionAlgorithm = (typeof KEY_ENCRYPTION_ALGORITHMS)[number];

export const CONTENT_ENCRYPTION_ALGORITHMS = ['A128CBC-HS256', 'A256CBC-HS512'] as const;
export type ContentEncryptionAlgorithm = (typeof CONTENT_ENCRYPTION_ALGORITHMS)[number];

export const isSigningAlgorithm = (value: unknown): value is SigningAlgorithm =>
  SIGNING_ALGORITHMS.some((algorithm) => algorithm === value);

/** What a key must be to serve an algorithm: its kind, and its curve where the algorithm has one of its own. */
export function keyShapeFor(algorithm: SigningAlgorithm | KeyEncryptionAlgorithm): {
  readonly kty: 'RSA' | 'EC';
  readonly curves: readonly string[];
} {
  switch (algorithm) {
    case 'ES256':
      return { kty: 'EC', curves: ['P-256'] };
    case 'ES512':
      return { kty: 'EC', curves: ['P-521'] };
    case 'ECDH-ES':
    case 'ECDH-ES+A128KW':
    case 'ECDH-ES+A256KW':
      return { kty: 'EC', curves: ['P-256', 'P-384', 'P-521'] };
    default:
      return { kty: 'RSA', curves: [] };
  }
}
