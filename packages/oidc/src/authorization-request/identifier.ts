import { broken } from '../broken-rule.ts';
import type { JsonObject } from '../jose/strict-json.ts';
import { JTI_LENGTH_MAX } from '../profile.ts';
import type { RequestCheck } from './request-check.ts';

/** A name that a table can hold and a log can show: printable ASCII. */
export function isIdentifier(value: unknown): value is string {
  return typeof value === 'string' && value.length <= JTI_LENGTH_MAX && /^[\x20-\x7e]+$/.test(value);
}

/** Each object has a name of its own, by which a second use is known. Services that leave it out are known by name (T-OID-08). */
export const identifier: RequestCheck = ({ party, claims }) =>
  isIdentifier(claims['jti']) ||
  (claims['jti'] === undefined && party.tolerances.includes('request-object-without-jti'))
    ? null
    : broken(
        'invalid_request_object',
        'jti is missing in the request object, or not 1 to 256 printable ASCII characters',
      );

/** What a replay would repeat: `jti`, or `nonce` and `state` where the service sends none. */
export function replayKey(claims: JsonObject): string {
  return typeof claims['jti'] === 'string'
    ? `jti ${claims['jti']}`
    : `nonce ${String(claims['nonce'])} state ${String(claims['state'])}`;
}
