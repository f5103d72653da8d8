import { broken } from '../broken-rule.ts';
import type { RequestCheck } from './request-check.ts';

/** The code flow and nothing else: no token ever travels through the browser (T-OID-22). */
export const responseType: RequestCheck = ({ claims }) =>
  claims['response_type'] === 'code'
    ? null
    : broken('unsupported_response_type', 'response_type in the request object must be code (oidc.md 9)');
