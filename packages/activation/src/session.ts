import { base64url, HOUR, type Instant, type Keys, MINUTE } from '@tessera/base';
import type { Pair } from './budget.ts';

/** Idle time after which an activation is forgotten, and its whole life. Source: NIST SP 800-63B-4, sessions at AAL2. */
export const IDLE_LIFETIME = 30 * MINUTE;
export const WHOLE_LIFETIME = 12 * HOUR;

/** An act now keeps the activation for as long as this. */
export const expiryAfter = (now: Instant, beganAt: Instant): Instant =>
  Math.min(now + IDLE_LIFETIME, beganAt + WHOLE_LIFETIME);

/** What is stored of the cookie: who reads the table cannot take over a browser. */
export const sessionDigest = (keys: Keys, token: string): Uint8Array => keys.digest('token', 'activation', token);

/** One filled-in form of step 1.1: sent twice, it begins one activation. */
export interface FirstForm extends Pair {
  /** The browser's own token, which outlives the activation. */
  readonly browser: string;
  /** Drawn for each form that is shown. */
  readonly form: string;
}

/** The cookie of an activation that begins. Nobody can work it out but us, and a double click gives the same one. */
export const firstToken = (keys: Keys, { browser, form, fiscalCode, serial }: FirstForm): string =>
  base64url(keys.digest('token', 'activation begun', browser, form, fiscalCode, serial));

/**
 * The cookie that takes the old one's place when the digits are right, so that a cookie planted beforehand is worth
 * nothing afterwards.
 *
 * It follows from the old one under a key that only we hold. So the same right answer sent twice gives the same
 * cookie, and a double click never leaves a browser with a dead one.
 */
export const raisedToken = (keys: Keys, token: string): string =>
  base64url(keys.digest('token', 'activation raised', token));
