import { type BrokenRule, broken } from '../broken-rule.ts';
import type { CompactJwt } from '../jose/compact-jwt.ts';
import type { RelyingParties, RelyingParty } from '../relying-party/relying-party.ts';
import { type Parameters, textClaim } from './request-check.ts';

/** Whose keys will be asked: `client_id` inside the object, not contradicted outside, of a service that is trusted. */
export async function knownClient(
  { claims }: CompactJwt,
  parameters: Parameters,
  relyingParties: RelyingParties,
): Promise<RelyingParty | BrokenRule> {
  const clientId = textClaim(claims, 'client_id');
  if (clientId === undefined)
    return broken('invalid_request', 'client_id is missing in the request object (oidc.md 9)');
  if (parameters['client_id'] !== undefined && parameters['client_id'] !== clientId) {
    return broken('invalid_request', 'client_id outside differs from the one inside the request object (oidc.md 9)');
  }
  return (
    (await relyingParties.find(clientId)) ??
    broken('unauthorized_client', 'client_id is not a service known here (oidc.md 5)')
  );
}
