import { ATTRIBUTE_NAMES, type AttributeName } from '@tessera/assurance';
import { broken } from '../broken-rule.ts';
import { attributesNamed } from '../claims.ts';
import type { JsonObject } from '../jose/strict-json.ts';
import { type RequestCheck, textClaim } from './request-check.ts';

/** Where claims may be asked for. */
const PLACES = ['userinfo', 'id_token'] as const;
type Place = (typeof PLACES)[number];

const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An entry is null, or an object with `essential`, `value`, `values` (OpenID Connect Core 5.5.1). */
function isEntry(entry: unknown): boolean {
  if (entry === null) return true;
  if (!isObject(entry)) return false;
  const { essential, values } = entry;
  return (essential === undefined || typeof essential === 'boolean') && (values === undefined || Array.isArray(values));
}

const namesValue = (entry: unknown): boolean => isObject(entry) && ('value' in entry || 'values' in entry);

/**
 * Two claims bind whoever answers, where they are asked with a value: `sub` means one person and no other (Core 3.1.2.1), an
 * essential `acr` one level and no other (Core 5.5.1.1). The profile has no such requests: the level is asked by `acr_values`.
 */
function bindingClaim(entries: JsonObject): 'sub' | 'acr' | null {
  const { sub, acr } = entries;
  if (namesValue(sub)) return 'sub';
  return namesValue(acr) && isObject(acr) && acr['essential'] === true ? 'acr' : null;
}

export const claimsParameter: RequestCheck = ({ claims }) => {
  const { claims: asked } = claims;
  if (asked === undefined) return null;
  if (!isObject(asked)) return broken('invalid_request', 'claims must be an object (OpenID Connect Core 5.5)');
  for (const place of PLACES) {
    const entries = asked[place] ?? {};
    if (!isObject(entries) || !Object.values(entries).every(isEntry)) {
      return broken(
        'invalid_request',
        `claims.${place} must hold null or an object for each claim (OpenID Connect Core 5.5.1)`,
      );
    }
    const binding = bindingClaim(entries);
    if (binding !== null) {
      return broken(
        'invalid_request',
        `claims.${place}.${binding}: asking for one value is not supported (oidc.md 10)`,
      );
    }
  }
  return null;
};

/**
 * The data asked for in this place: by name, or all of the minimum set by scope `profile`, which means both places.
 * Names that the profile knows and we do not give, and names that nobody knows, ask for nothing (`design.md` S-6).
 */
export function attributesAsked(claims: JsonObject, place: Place): readonly AttributeName[] {
  if (textClaim(claims, 'scope')?.split(' ').includes('profile')) return ATTRIBUTE_NAMES;
  const asked = isObject(claims['claims']) ? claims['claims'][place] : undefined;
  return isObject(asked) ? attributesNamed(Object.keys(asked)) : [];
}
