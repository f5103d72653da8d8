import type { Instant } from '@tessera/base';
import type { JsonObject } from '../jose/strict-json.ts';

/** An assertion whose signature holds, and where it was sent. */
export interface SignedAssertion {
  readonly clientId: string;
  readonly claims: JsonObject;
  readonly header: JsonObject;
  /** The addresses that it may be meant for. */
  readonly audiences: readonly string[];
  readonly now: Instant;
}

/** One rule about a client assertion: the sentence that says how it is broken, or null. All answer `invalid_client`. */
export type AssertionCheck = (assertion: SignedAssertion) => string | null;
