import type { Level } from '@tessera/assurance';
import { broken } from '../broken-rule.ts';
import type { JsonObject } from '../jose/strict-json.ts';
import { ACR_VALUES, levelOf } from '../levels.ts';
import { type RequestCheck, wordsOf } from './request-check.ts';

/** Which levels the service accepts, best first; null when the claim is not a list of the three, each at most once. */
function levelsAsked(claims: JsonObject): Level[] | null {
  const { acr_values: value } = claims;
  // An example of the rules writes an array; the table says a string (docs/rules/oidc.md 20).
  const list = Array.isArray(value) && value.every((one) => typeof one === 'string') ? value.join(' ') : value;
  const words = wordsOf(typeof list === 'string' ? list : '');
  const levels = words?.map(levelOf) ?? [null];
  return levels.every((level) => level !== null) ? levels : null;
}

export const acrValues: RequestCheck = ({ claims }) =>
  levelsAsked(claims) === null
    ? broken('invalid_request', `acr_values must be a list of ${ACR_VALUES.join(' ')} (oidc.md 9)`)
    : null;

/** The minimum is the lowest level of the list; its order only decides what is offered first. */
export function levelsOf(claims: JsonObject): { readonly minimumLevel: Level; readonly preferredLevel: Level } {
  const levels = levelsAsked(claims) ?? [];
  const lowest = levels.reduce<Level>((low, level) => (level < low ? level : low), 3);
  return { minimumLevel: lowest, preferredLevel: levels[0] ?? lowest };
}
