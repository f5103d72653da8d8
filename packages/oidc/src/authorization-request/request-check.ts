import type { Instant } from '@tessera/base';
import type { BrokenRule } from '../broken-rule.ts';
import type { JsonObject } from '../jose/strict-json.ts';
import type { RelyingParty } from '../relying-party/relying-party.ts';

/** The HTTP parameters of a request, each of them once; those without a value count as not sent (RFC 6749 section 3.1). */
export type Parameters = Readonly<Record<string, string | undefined>>;

/** A request whose sender is known: the object is signed by the relying party, and the answer has a registered address. */
export interface TrustedRequest {
  readonly party: RelyingParty;
  readonly parameters: Parameters;
  /** The verified claims of the request object. */
  readonly claims: JsonObject;
  readonly redirectUri: string;
  /** The request object as it came, for the transaction log. */
  readonly token: string;
}

export interface CheckContext {
  readonly issuer: string;
  readonly now: Instant;
}

/** One rule about a trusted request; null when it is kept. What breaks it is answered to the relying party. */
export type RequestCheck = (request: TrustedRequest, context: CheckContext) => BrokenRule | null;

/** A claim that is text; undefined when it is missing or anything else. */
export function textClaim(claims: JsonObject, name: string): string | undefined {
  const value = claims[name];
  return typeof value === 'string' ? value : undefined;
}

/** The words of a space-separated list, as OAuth writes them: no empty ones, none twice. Null otherwise. */
export function wordsOf(list: string): string[] | null {
  const words = list.split(' ');
  return words.includes('') || new Set(words).size < words.length ? null : words;
}
