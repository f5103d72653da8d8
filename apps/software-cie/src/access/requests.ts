import { type Clock, type Random, randomToken, SECOND } from '@tessera/base';
import type { CardChallenge } from '@tessera/wire';

/** A provider's page has asked for a signature; the citizen has not answered yet. */
export interface AccessRequest {
  /** The challenge as it came: what the card will sign. */
  readonly text: string;
  readonly challenge: CardChallenge;
}

/** What is asked of this program at the moment. Kept in memory alone: a start knows nothing of the one before. */
export interface AccessRequests {
  /** A token for the browser that brought it; null when this challenge was brought before. */
  receive(text: string, challenge: CardChallenge): string | null;
  /** Null when it is unknown or over. */
  find(token: string | undefined): AccessRequest | null;
  /** Address of the login that it came from, also when it is over; null when it is unknown. */
  wayBack(token: string | undefined): string | null;
  end(token: string): void;
}

/** The cookie by which the browser that brought a challenge is known: nothing of it stands in an address. */
export const ACCESS_COOKIE = 'access';

/** At once; the oldest make room. */
const REQUESTS_MAX = 20;

export function accessRequests({ clock, random }: { readonly clock: Clock; readonly random: Random }): AccessRequests {
  const open = new Map<string, AccessRequest>();
  /** Challenges that were brought, by their identifier, until they are over. */
  const brought = new Map<string, number>();

  const isOver = (exp: number): boolean => exp * SECOND <= clock.now();
  const tidy = (): void => {
    for (const [jti, exp] of brought) if (isOver(exp)) brought.delete(jti);
    for (const token of [...open.keys()].slice(0, Math.max(0, open.size - REQUESTS_MAX + 1))) open.delete(token);
  };

  return {
    receive: (text, challenge) => {
      tidy();
      if (brought.has(challenge.jti)) return null;
      brought.set(challenge.jti, challenge.exp);
      const token = randomToken(random);
      open.set(token, { text, challenge });
      return token;
    },
    find: (token) => {
      const request = token === undefined ? undefined : open.get(token);
      return request === undefined || isOver(request.challenge.exp) ? null : request;
    },
    wayBack: (token) => (token === undefined ? null : (open.get(token)?.challenge.back ?? null)),
    end: (token) => {
      open.delete(token);
    },
  };
}
