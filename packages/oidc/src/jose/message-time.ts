import { type Instant, SECOND } from '@tessera/base';
import { CLOCK_SKEW, MESSAGE_AGE_MAX, MESSAGE_LIFETIME_MAX } from '../profile.ts';
import type { JsonObject } from './strict-json.ts';

/** A NumericDate (RFC 7519 section 2) as an instant; null for anything else, infinities and text among it. */
export function numericDate(value: unknown): Instant | null {
  return typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER / SECOND
    ? Math.floor(value * SECOND)
    : null;
}

/**
 * What is wrong with the times of a signed message, or null. Made at most 10 minutes ago, ending at most 60 minutes ahead,
 * with 60 seconds of tolerance between the two clocks; a message without end is wrong unless `endless` is tolerated.
 */
export function messageTimeProblem(claims: JsonObject, now: Instant, endless = false): string | null {
  const madeAt = numericDate(claims['iat']);
  const endsAt = numericDate(claims['exp']);
  const startsAt = numericDate(claims['nbf']);
  if (madeAt === null) return 'iat is missing or no number of seconds';
  if (madeAt > now + CLOCK_SKEW) return 'iat lies in the future';
  if (madeAt < now - MESSAGE_AGE_MAX - CLOCK_SKEW) return 'iat is more than 10 minutes old';
  if (claims['nbf'] !== undefined && (startsAt === null || startsAt > now + CLOCK_SKEW))
    return 'nbf lies in the future';
  if (claims['exp'] === undefined && endless) return null;
  if (endsAt === null) return 'exp is missing or no number of seconds';
  if (endsAt <= now - CLOCK_SKEW) return 'exp has passed';
  if (endsAt > now + MESSAGE_LIFETIME_MAX + CLOCK_SKEW) return 'exp is more than 60 minutes ahead';
  return null;
}

/** Until when a message with good times could be sent again: so long it must be remembered. */
export function replayableUntil(claims: JsonObject, now: Instant): Instant {
  const endsAt = numericDate(claims['exp']) ?? now + MESSAGE_AGE_MAX;
  return endsAt + CLOCK_SKEW;
}
