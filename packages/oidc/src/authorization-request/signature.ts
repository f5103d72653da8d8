import { type BrokenRule, broken } from '../broken-rule.ts';
import type { CompactJwt } from '../jose/compact-jwt.ts';
import { isOfType } from '../jose/jwt-type.ts';
import type { RelyingParty } from '../relying-party/relying-party.ts';
import { signatureProblem } from '../relying-party/signature-problem.ts';

/** What a request object may call itself (RFC 7519 5.1, RFC 9101 10.8). */
const TYPES = ['jwt', 'oauth-authz-req+jwt'];

/** The object is signed by the service, and as nothing else than a request. */
export function signature(object: CompactJwt, party: RelyingParty): BrokenRule | null {
  const problem = isOfType(object.header, TYPES)
    ? signatureProblem(object, party, party.metadata.request_object_signing_alg)
    : 'typ is neither JWT nor oauth-authz-req+jwt';
  return problem === null ? null : broken('invalid_request_object', `request object: ${problem} (oidc.md 9)`);
}
