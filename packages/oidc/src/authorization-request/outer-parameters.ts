import { broken } from '../broken-rule.ts';
import type { RequestCheck } from './request-check.ts';

/** What may stand outside too must say the same as inside; everything else outside is not read at all (T-OID-09). */
const REPEATABLE = ['scope', 'response_type', 'code_challenge', 'code_challenge_method'] as const;

export const outerParameters: RequestCheck = ({ party, parameters, claims }) => {
  if (parameters['scope'] === undefined && !party.tolerances.includes('outer-scope-missing')) {
    return broken('invalid_request', 'scope must stand outside the request object too (oidc.md 9)');
  }
  const different = REPEATABLE.find((name) => parameters[name] !== undefined && parameters[name] !== claims[name]);
  return different === undefined
    ? null
    : broken('invalid_request', `${different} outside differs from the one inside the request object (oidc.md 9)`);
};
