import { broken } from '../broken-rule.ts';
import { type RequestCheck, textClaim } from './request-check.ts';

/** The code flow and nothing else: no token ever travels through the browser (T-OID-22). */
export const responseType: RequestCheck = ({ claims }) => {
  const type = textClaim(claims, 'response_type') ?? '';
  if (type === '') return broken('invalid_request', 'response_type is missing in the request object (oidc.md 9)');
  return type === 'code'
    ? null
    : broken('unsupported_response_type', 'response_type in the request object must be code (oidc.md 9)');
};
