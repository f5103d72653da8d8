import { broken } from '../broken-rule.ts';
import type { JsonObject } from '../jose/strict-json.ts';
import type { RequestCheck } from './request-check.ts';

/** Not in the profile. Where it comes all the same it gets its strongest meaning: prove again (T-OID-11). */
export const maxAge: RequestCheck = ({ claims: { max_age: seconds } }) =>
  seconds === undefined || (typeof seconds === 'number' && Number.isSafeInteger(seconds) && seconds >= 0)
    ? null
    : broken('invalid_request', 'max_age must be a whole number of seconds (OpenID Connect Core 3.1.2.1)');

export const limitsAge = (claims: JsonObject): boolean => claims['max_age'] !== undefined;
