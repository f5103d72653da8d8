import { broken } from '../broken-rule.ts';
import type { RequestCheck } from './request-check.ts';

/** With `sub` = `iss` a request object, which travels through the browser, would also be a good client assertion. */
export const subjectAbsent: RequestCheck = ({ party, claims }) =>
  claims['sub'] === undefined || party.tolerances.includes('request-object-with-sub')
    ? null
    : broken(
        'invalid_request_object',
        'sub has no place in a request object: it could serve as a client assertion (oidc.md 9)',
      );
