import type { JsonObject } from './strict-json.ts';

/**
 * True when a JWT calls itself one of these, or nothing at all: what was signed as one kind of message must not pass for another
 * (RFC 8725 section 3.11).
 *
 * `typ` is a media type: case does not count, and `application/` may stand before it or not (RFC 7515 section 4.1.9).
 */
export function isOfType({ typ }: JsonObject, types: readonly string[]): boolean {
  if (typ === undefined) return true;
  return typeof typ === 'string' && types.includes(typ.toLowerCase().replace(/^application\//, ''));
}
