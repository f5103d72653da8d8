import { broken } from '../broken-rule.ts';
import { type RequestCheck, textClaim } from './request-check.ts';

/** SHA-256 in base64url (RFC 7636 4.2). */
const CHALLENGE = /^[A-Za-z0-9_-]{43}$/;

/** PKCE with S256; without a method RFC 7636 means `plain`, which is refused (T-OID-04). */
export const codeChallenge: RequestCheck = ({ claims }) => {
  if (!CHALLENGE.test(textClaim(claims, 'code_challenge') ?? '')) {
    return broken(
      'invalid_request',
      'code_challenge is missing or not 43 characters of base64url (oidc.md 9, RFC 7636)',
    );
  }
  return claims['code_challenge_method'] === 'S256'
    ? null
    : broken('invalid_request', 'code_challenge_method must be S256 (oidc.md 9)');
};
