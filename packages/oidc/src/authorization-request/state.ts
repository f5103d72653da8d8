import { broken } from '../broken-rule.ts';
import type { JsonObject } from '../jose/strict-json.ts';
import { STATE_LENGTH } from '../profile.ts';
import type { RequestCheck } from './request-check.ts';
import { isUnguessable } from './unguessable.ts';

export const state: RequestCheck = ({ claims }) =>
  isUnguessable(claims['state'])
    ? null
    : broken('invalid_request', 'state must be 32 to 512 visible ASCII characters (oidc.md 9)');

/** What a refusal echoes: the state received, if it is text of a bearable size. Too short a one is still theirs. */
export function stateOf(claims: JsonObject): string | null {
  const { state: value } = claims;
  return typeof value === 'string' && value.length <= STATE_LENGTH.max && /^[\x20-\x7e]+$/.test(value) ? value : null;
}
