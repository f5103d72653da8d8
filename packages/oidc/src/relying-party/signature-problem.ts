import type { SigningAlgorithm } from '@tessera/base';
import { isSigningAlgorithm } from '../algorithms.ts';
import type { CompactJwt } from '../jose/compact-jwt.ts';
import { verifyJws } from '../jose/verify-jws.ts';
import { verificationKey } from './client-keys.ts';
import type { RelyingParty } from './relying-party.ts';

/**
 * What is wrong with a signature of this service, or null: an algorithm of the national list, the one that it registered if it
 * did, and a registered key that `kid` names (docs/rules/oidc.md 9 and 16).
 *
 * Keys that the header brings along (`jwk`, `jku`, `x5c`, `x5u`) are never looked at (T-OID-06).
 */
export function signatureProblem(
  jwt: CompactJwt,
  { keys }: RelyingParty,
  registered: SigningAlgorithm | undefined,
): string | null {
  const { alg, kid, crit } = jwt.header;
  if (!isSigningAlgorithm(alg)) return 'alg is outside the national list';
  if (registered !== undefined && registered !== alg) return 'alg is not the one registered';
  if (crit !== undefined) return 'crit names what is not understood';
  const key = verificationKey(keys, kid, alg);
  if (key === null) return 'kid is no registered signing key for its alg';
  return verifyJws(jwt, key.key, alg) ? null : 'signature does not verify with the registered key';
}
