import type { RelyingPartyName } from '@tessera/assurance';
import type { ClientKey } from './client-keys.ts';
import type { RelyingPartyMetadata } from './metadata.ts';

/** Where a real service departs from the rules and may, each by name. New services get the first alone. */
export const TOLERANCES = [
  /** `scope` stands only inside the request object: what openid-client and others send. */
  'outer-scope-missing',
  /** No `jti` in the request object: replays are then known by `nonce` and `state` (T-OID-08). */
  'request-object-without-jti',
  /** No `exp` in the request object: what the public Node library sends. For testing with it, never in production. */
  'request-object-without-exp',
  /** `sub` in the request object: the same library. */
  'request-object-with-sub',
] as const;
export type Tolerance = (typeof TOLERANCES)[number];

/** A service that may ask: who it is, its metadata with everything imported, and what is tolerated of it. */
export interface RelyingParty {
  readonly name: RelyingPartyName;
  readonly metadata: RelyingPartyMetadata;
  readonly keys: readonly ClientKey[];
  readonly tolerances: readonly Tolerance[];
}

/**
 * Where relying parties come from: the one door. Today a static registry; the federation resolves a trust chain behind the
 * same method. Null when nobody trusted has this identifier.
 */
export interface RelyingParties {
  find(clientId: string): Promise<RelyingParty | null>;
}
