import { broken } from '../broken-rule.ts';
import { SCOPES } from '../profile.ts';
import { type RequestCheck, textClaim, wordsOf } from './request-check.ts';

/** `openid`, and only scopes that exist here and that the service's metadata allows (docs/rules/oidc.md 10, T-OID-21). */
export const scope: RequestCheck = ({ party, claims }) => {
  const words = wordsOf(textClaim(claims, 'scope') ?? '');
  if (words === null)
    return broken('invalid_request', 'scope is missing in the request object, or repeats a word (oidc.md 9)');
  if (!words.includes('openid')) return broken('invalid_request', 'scope must contain openid (oidc.md 9)');
  if (!words.every((word) => SCOPES.some((known) => known === word))) {
    return broken('invalid_scope', `scope holds a value other than ${SCOPES.join(' ')} (oidc.md 10)`);
  }
  const allowed = party.metadata.scope?.split(' ');
  if (allowed !== undefined && !words.every((word) => allowed.includes(word))) {
    return broken('invalid_scope', 'scope holds a value that the metadata of the service does not list');
  }
  if (words.includes('offline_access') && !party.metadata.grant_types.includes('refresh_token')) {
    return broken(
      'invalid_scope',
      'scope offline_access needs refresh_token among the grant_types of the service (oidc.md 13.3)',
    );
  }
  return null;
};
