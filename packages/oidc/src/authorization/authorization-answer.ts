import type { ResponseMode } from '../profile.ts';

/** What the browser carries back to the service. */
export type Answer =
  | { readonly kind: 'redirect'; readonly url: string }
  | { readonly kind: 'form-post'; readonly action: string; readonly fields: Readonly<Record<string, string>> };

/** `iss` is always there (RFC 9207): a service that speaks with several providers knows whose answer it holds (T-OID-14). */
export function answerTo(
  { redirectUri, responseMode, state }: { redirectUri: string; responseMode: ResponseMode; state: string | null },
  issuer: string,
  parameters: Readonly<Record<string, string>>,
): Answer {
  const fields = { ...parameters, ...(state === null ? {} : { state }), iss: issuer };
  if (responseMode === 'form_post') return { kind: 'form-post', action: redirectUri, fields };
  // Appended as text: the registered address must stay as it is, byte for byte.
  const separator = redirectUri.includes('?') ? '&' : '?';
  return { kind: 'redirect', url: `${redirectUri}${separator}${new URLSearchParams(fields)}` };
}

/**
 * What a page's `form-action` must admit so that its form may end at this address (`ux.md` 8): the origin, or the scheme of
 * an app of its own.
 */
export function originOf(redirectUri: string): string {
  const { origin, protocol } = new URL(redirectUri);
  return origin === 'null' ? protocol : origin;
}
