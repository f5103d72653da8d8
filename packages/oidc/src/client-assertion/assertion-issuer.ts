import type { AssertionCheck } from './assertion-check.ts';

/** `iss` and `sub` are both the client (RFC 7523 section 3). */
export const assertionIssuer: AssertionCheck = ({ claims, clientId }) =>
  claims['iss'] === clientId && claims['sub'] === clientId ? null : 'iss and sub must both be the client_id';
