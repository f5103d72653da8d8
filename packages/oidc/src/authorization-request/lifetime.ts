import { broken } from '../broken-rule.ts';
import { messageTimeProblem } from '../jose/message-time.ts';
import type { RequestCheck } from './request-check.ts';

export const lifetime: RequestCheck = ({ party, claims }, { now }) => {
  const problem = messageTimeProblem(claims, now, party.tolerances.includes('request-object-without-exp'));
  return problem === null ? null : broken('invalid_request_object', `request object: ${problem} (oidc.md 9)`);
};
