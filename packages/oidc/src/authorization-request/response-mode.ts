import { broken } from '../broken-rule.ts';
import type { JsonObject } from '../jose/strict-json.ts';
import { RESPONSE_MODES, type ResponseMode } from '../profile.ts';
import type { RequestCheck } from './request-check.ts';

export const responseMode: RequestCheck = ({ claims }) =>
  claims['response_mode'] === undefined || RESPONSE_MODES.some((mode) => mode === claims['response_mode'])
    ? null
    : broken('invalid_request', 'response_mode must be query or form_post (oidc.md 8.2)');

/** How to answer, also when the request is refused for something else. */
export const responseModeOf = (claims: JsonObject): ResponseMode =>
  RESPONSE_MODES.find((mode) => mode === claims['response_mode']) ?? 'query';
