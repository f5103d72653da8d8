import { broken } from '../broken-rule.ts';
import type { JsonObject } from '../jose/strict-json.ts';
import { type RequestCheck, textClaim, wordsOf } from './request-check.ts';

/** `consent`, or `consent login` in either order: consent is asked in both cases (docs/rules/oidc.md 9). */
export const prompt: RequestCheck = ({ claims }) => {
  const words = wordsOf(textClaim(claims, 'prompt') ?? '');
  const right = words?.includes('consent') && words.every((word) => word === 'consent' || word === 'login');
  return right ? null : broken('invalid_request', 'prompt must be consent or consent login (oidc.md 9)');
};

export const asksFreshLogin = (claims: JsonObject): boolean =>
  textClaim(claims, 'prompt')?.split(' ').includes('login') === true;
