import { base64url, equalInConstantTime, type Keys, utf8 } from '@tessera/base';

/** Name of the hidden field that every `<Form>` carries. */
export const FORM_TOKEN_FIELD = 'form_token';
/** Name of the header by which an island's request carries it. */
export const FORM_TOKEN_HEADER = 'x-form-token';

/** Proves that a form came from a page of this app in this browser. Changes with the browser's cookie. */
export function formToken(keys: Pick<Keys, 'digest'>, app: string, browser: string): string {
  return base64url(keys.digest('form-token', app, browser));
}

/** What a state-changing request says about where it comes from. */
export interface RequestSource {
  readonly ownOrigin: string;
  readonly origin: string | undefined;
  readonly secFetchSite: string | undefined;
}

/**
 * True when the browser itself says that another site sent the request.
 *
 * `Origin: null` alone proves nothing: with `Referrer-Policy: no-referrer` browsers write it for our own forms
 * too (Fetch, "append a request Origin header"). There Sec-Fetch-Site and the form token decide.
 */
export function comesFromElsewhere({ ownOrigin, origin, secFetchSite }: RequestSource): boolean {
  if (secFetchSite !== undefined && secFetchSite !== 'same-origin' && secFetchSite !== 'none') return true;
  return origin !== undefined && origin !== 'null' && origin !== ownOrigin;
}

/** True when the token is the one that this browser was given. */
export function isOwnToken(
  keys: Pick<Keys, 'digest'>,
  app: string,
  browser: string | undefined,
  token: string | undefined,
): boolean {
  if (browser === undefined || token === undefined) return false;
  return equalInConstantTime(utf8(formToken(keys, app, browser)), utf8(token));
}
