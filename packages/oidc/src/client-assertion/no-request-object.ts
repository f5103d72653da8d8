import type { AssertionCheck } from './assertion-check.ts';

const OF_A_REQUEST = ['response_type', 'redirect_uri', 'code_challenge', 'scope'];

/** A request object travels through the browser: whoever sees one must not be able to speak for the service with it. */
export const noRequestObject: AssertionCheck = ({ claims }) =>
  OF_A_REQUEST.some((claim) => claim in claims) ? 'a request object is no client assertion' : null;
