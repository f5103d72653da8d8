import { equalInConstantTime, HOUR, type Instant, MINUTE, SECOND } from '@tessera/base';
import type { RollingLimit } from './rolling-window.ts';

/** What a code opens. One drawn for one purpose opens nothing else. */
export type CodePurpose = 'activation-phone' | 'activation-email' | 'login' | 'recovery';

/** A short code sent to a phone or mailbox: it proves that whoever types it can read there. */
export interface OneTimeCode {
  readonly id: string;
  /** Digest of the contact that it was sent to: its budgets are kept there. */
  readonly contact: Uint8Array;
  /** Null for a code that was sent to nobody. */
  readonly citizenId: string | null;
  /** HMAC of the code under its id; the code itself is never stored. */
  readonly digest: Uint8Array;
  readonly expiresAt: Instant;
  /** Guesses made so far, the one being checked included. */
  readonly guesses: number;
  readonly consumedAt: Instant | null;
}

export type CodeCheck =
  | { readonly outcome: 'accepted' }
  | { readonly outcome: 'wrong'; readonly guessesLeft: number }
  /** Five were compared: this code is dead, right or wrong. */
  | { readonly outcome: 'exhausted' }
  /** Too old, used, replaced by a newer one, or never sent. */
  | { readonly outcome: 'expired' }
  /** Nothing was compared: the contact had its wrong codes of the day. */
  | { readonly outcome: 'too-many'; readonly until: Instant };

/** Source: NIST SP 800-63B-4, out-of-band authenticators (20 bits or more, at most 10 minutes, once); `security.md` part 2. */
export const CODE_DIGITS = 6;
export const CODE_LIFETIME = 10 * MINUTE;
export const CODE_GUESSES_MAX = 5;

/** Who can begin the flow: strangers have budgets apart, so that nobody spends the codes of an owner's sign-in (promise 4). */
const audienceOf = (purpose: CodePurpose) => (purpose === 'recovery' ? 'stranger' : 'owner');

/**
 * An activation has messages of its own: it ends once and for all, and whoever has just finished it may sign in at once
 * ("Utilizza subito le tue nuove credenziali", ACT-36), not a minute later (docs/decisions/codes-of-an-activation.md).
 */
const FLOWS: Readonly<Record<CodePurpose, string>> = {
  'activation-phone': 'activation',
  'activation-email': 'activation',
  login: 'sign-in',
  recovery: 'recovery',
};

/** One message in 60 seconds and five in an hour for each contact. */
export const messageLimit = (purpose: CodePurpose): RollingLimit => ({
  kind: `${FLOWS[purpose]}-messages`,
  limit: 5,
  period: HOUR,
  gap: 60 * SECOND,
});

/** Ten wrong codes in 24 hours for each contact: odds of one in 100,000 a day. */
export const wrongLimit = (purpose: CodePurpose): RollingLimit => ({
  kind: `${audienceOf(purpose)}-wrong-codes`,
  limit: 10,
  period: 24 * HOUR,
  gap: 0,
});

/** The six digits that someone typed, without blanks, dots and hyphens; null when they are not six digits. */
export function parseOneTimeCode(text: string): string | null {
  const code = text.replace(/[\s.-]/g, '');
  return /^\d{6}$/.test(code) ? code : null;
}

/** Compares a guess that was counted already. */
export const checkOneTimeCode = (sent: OneTimeCode, typed: Uint8Array): CodeCheck =>
  equalInConstantTime(sent.digest, typed)
    ? { outcome: 'accepted' }
    : { outcome: 'wrong', guessesLeft: CODE_GUESSES_MAX - sent.guesses };

/** Why a guess was not counted: this is how the code stands. */
export const whyNotCounted = (sent: OneTimeCode | null, now: Instant): 'expired' | 'exhausted' =>
  sent === null || sent.consumedAt !== null || now >= sent.expiresAt ? 'expired' : 'exhausted';
