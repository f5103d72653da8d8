import { broken } from '../broken-rule.ts';
import type { RequestCheck } from './request-check.ts';

export const requestUriAbsent: RequestCheck = ({ parameters, claims }) =>
  parameters['request_uri'] === undefined && claims['request_uri'] === undefined && claims['request'] === undefined
    ? null
    : broken('request_uri_not_supported', 'request_uri and nested request objects are not supported (oidc.md 12)');
