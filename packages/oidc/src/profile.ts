import { DAY, HOUR, MINUTE, SECOND } from '@tessera/base';

/**
 * The numbers of the CIE profile and of our own limits (docs/rules/oidc.md 9, 13; docs/rules/security.md part 2).
 * Lifetimes are milliseconds; protocol fields carry seconds.
 */

/** How far two honest clocks may be apart. */
export const CLOCK_SKEW = 60 * SECOND;
/** How long ago a request object or an assertion may have been made, and how far ahead it may end. */
export const MESSAGE_AGE_MAX = 10 * MINUTE;
export const MESSAGE_LIFETIME_MAX = 60 * MINUTE;

export const CODE_LIFETIME = 60 * SECOND;
export const ACCESS_TOKEN_LIFETIME = 15 * MINUTE;
export const ID_TOKEN_LIFETIME = 5 * MINUTE;
export const USERINFO_LIFETIME = 5 * MINUTE;
export const REFRESH_TOKEN_LIFETIME_MAX = 30 * DAY;
/** The citizen's consent to reading again later ends by itself: a refresh token never outlives it. */
export const OFFLINE_CONSENT_LIFETIME = 365 * DAY;
/** How long a request is remembered: past its replay window, and until a page left open overnight can still be answered. */
export const AUTHORIZATION_KEPT = 24 * HOUR;
/** Requests, answers and tokens of each login stay readable this long, and then are gone (promise 24). */
export const TRANSACTION_LOG_MONTHS = 24;

/** Characters of a JWT, depth of its JSON. */
export const JWT_LENGTH_MAX = 16 * 1024;
export const JSON_DEPTH_MAX = 8;
export const STATE_LENGTH = { min: 32, max: 512 } as const;
export const CODE_VERIFIER_LENGTH = { min: 43, max: 128 } as const;
export const CLIENT_ID_LENGTH_MAX = 512;
export const JTI_LENGTH_MAX = 256;

/** Assertions that one node accepts in an hour, from one client and from all: what bounds the table of spent ones (T-OID-13). */
export const ASSERTIONS_PER_CLIENT_AND_HOUR = 1_000_000;
export const ASSERTIONS_PER_HOUR = 5_000_000;

export const SCOPES = ['openid', 'offline_access', 'profile', 'email'] as const;
export const RESPONSE_MODES = ['form_post', 'query'] as const;
export type ResponseMode = (typeof RESPONSE_MODES)[number];
