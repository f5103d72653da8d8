import { isSigningAlgorithm } from '../algorithms.ts';
import { type BrokenRule, broken } from '../broken-rule.ts';
import type { CompactJwt } from '../jose/compact-jwt.ts';
import { verifyJws } from '../jose/verify-jws.ts';
import { verificationKey } from '../relying-party/client-keys.ts';
import type { RelyingParty } from '../relying-party/relying-party.ts';

/** What a request object may call itself (RFC 7519 5.1, RFC 9101 10.8). */
const TYPES = ['jwt', 'oauth-authz-req+jwt'];

/**
 * The object is signed by the service: an algorithm of the national list, a registered key named by `kid`.
 * Keys that the header brings along (`jwk`, `jku`, `x5c`, `x5u`) are never looked at (T-OID-06).
 */
export function signature(object: CompactJwt, party: RelyingParty): BrokenRule | null {
  const { alg, kid, typ, crit } = object.header;
  if (!isSigningAlgorithm(alg)) {
    return broken('invalid_request_object', 'alg of the request object is outside the national list (oidc.md 16)');
  }
  if ((party.metadata.request_object_signing_alg ?? alg) !== alg) {
    return broken(
      'invalid_request_object',
      'alg of the request object is not the request_object_signing_alg registered',
    );
  }
  if (typ !== undefined && !TYPES.includes(String(typ).toLowerCase())) {
    return broken('invalid_request_object', 'typ of the request object is neither JWT nor oauth-authz-req+jwt');
  }
  if (crit !== undefined)
    return broken('invalid_request_object', 'crit of the request object names what is not understood');
  const key = verificationKey(party.keys, kid, alg);
  if (key === null) {
    return broken(
      'invalid_request_object',
      'kid of the request object is no registered signing key for its alg (oidc.md 9)',
    );
  }
  return verifyJws(object, key.key, alg)
    ? null
    : broken('invalid_request_object', 'signature of the request object does not verify with the registered key');
}
