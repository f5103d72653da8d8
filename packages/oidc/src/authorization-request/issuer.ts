import { broken } from '../broken-rule.ts';
import type { RequestCheck } from './request-check.ts';

export const issuer: RequestCheck = ({ party, claims }) =>
  claims['iss'] === party.name.id
    ? null
    : broken('invalid_request_object', 'iss of the request object is not its client_id (oidc.md 9)');
