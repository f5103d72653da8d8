import { LANGUAGES, type Language } from '@tessera/base';
import { broken } from '../broken-rule.ts';
import type { JsonObject } from '../jose/strict-json.ts';
import { type RequestCheck, textClaim } from './request-check.ts';

export const uiLocales: RequestCheck = ({ claims }) =>
  claims['ui_locales'] === undefined || typeof claims['ui_locales'] === 'string'
    ? null
    : broken(
        'invalid_request',
        'ui_locales must be a space-separated list of language tags (OpenID Connect Core 3.1.2.1)',
      );

/** The languages wished for that exist here, best first. Others are passed over, as the rules allow. */
export function languagesOf(claims: JsonObject): Language[] {
  const tags = textClaim(claims, 'ui_locales')?.slice(0, 256).toLowerCase().split(' ') ?? [];
  const wished = tags.flatMap((tag) => LANGUAGES.filter((language) => tag.split('-')[0] === language));
  return [...new Set(wished)];
}
