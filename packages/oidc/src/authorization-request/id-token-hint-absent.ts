import { broken } from '../broken-rule.ts';
import type { RequestCheck } from './request-check.ts';

/** Whoever asks for one person must not be answered with another (OpenID Connect Core 3.1.2.1); the profile has no such request. */
export const idTokenHintAbsent: RequestCheck = ({ claims }) =>
  claims['id_token_hint'] === undefined
    ? null
    : broken('invalid_request', 'id_token_hint: asking for one person is not supported (oidc.md 9)');
