import { type BrokenRule, broken } from '../broken-rule.ts';
import { type CompactJwt, readCompactJwt } from '../jose/compact-jwt.ts';
import type { Parameters } from './request-check.ts';

/** The request must come as a signed object by value (docs/rules/oidc.md 9), in the one spelling that a JWT has. */
export function requestObject(parameters: Parameters): CompactJwt | BrokenRule {
  const { request, request_uri: requestUri } = parameters;
  if (request === undefined || request === '') {
    return requestUri === undefined
      ? broken('invalid_request', 'request is missing: the parameters must come in a signed request object (oidc.md 9)')
      : broken(
          'request_uri_not_supported',
          'request_uri is not supported: send the object itself in request (oidc.md 12)',
        );
  }
  return (
    readCompactJwt(request) ??
    broken(
      'invalid_request_object',
      'request is not a signed JWT: three base64url parts without padding, JSON objects without repeated members, at most 16 kB',
    )
  );
}
