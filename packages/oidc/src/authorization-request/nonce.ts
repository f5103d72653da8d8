import { broken } from '../broken-rule.ts';
import type { RequestCheck } from './request-check.ts';
import { isUnguessable } from './unguessable.ts';

export const nonce: RequestCheck = ({ claims }) =>
  isUnguessable(claims['nonce'])
    ? null
    : broken('invalid_request', 'nonce must be 32 to 512 visible ASCII characters (oidc.md 9)');
