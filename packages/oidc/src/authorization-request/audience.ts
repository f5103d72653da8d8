import { broken } from '../broken-rule.ts';
import type { RequestCheck } from './request-check.ts';

/** A list that holds our issuer beside other things is right: the public reference library sends one (T-OID-07). */
export const audience: RequestCheck = ({ claims }, { issuer }) => {
  const { aud } = claims;
  return aud === issuer || (Array.isArray(aud) && aud.includes(issuer))
    ? null
    : broken('invalid_request_object', 'aud of the request object does not hold this issuer (oidc.md 9)');
};
