import { type BrokenRule, broken } from '../broken-rule.ts';
import type { CompactJwt } from '../jose/compact-jwt.ts';
import type { RelyingParty } from '../relying-party/relying-party.ts';
import { textClaim } from './request-check.ts';

/** The answer's address: byte for byte one of those registered. Until this holds nothing is ever redirected (T-OID-05). */
export function redirectUri({ claims }: CompactJwt, party: RelyingParty): string | BrokenRule {
  const uri = textClaim(claims, 'redirect_uri');
  if (uri === undefined) return broken('invalid_request', 'redirect_uri is missing in the request object (oidc.md 9)');
  return party.metadata.redirect_uris.includes(uri)
    ? uri
    : broken('invalid_request', 'redirect_uri is not exactly one of those registered (oidc.md 9)');
}
