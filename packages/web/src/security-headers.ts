import type { AppSettings } from './settings.ts';

/** Origins that one page needs beyond our own. Each is a registered one, never taken from a request. */
export interface PageOrigins {
  /** Where a form of this page may end, redirects included: Chromium applies `form-action` to them too. An app has its scheme here. */
  readonly formAction?: readonly string[];
  /** Whom a script of this page may call, such as Software CIE on loopback. */
  readonly connect?: readonly string[];
}

/** No more than an origin can be: a `;` or a `,`, which a URL's host may hold, would begin a directive of its own. */
const ORIGIN = /^(?:https?|wss?):\/\/(?:[a-z0-9.-]+|\[[0-9a-f:]+\])(?::\d{1,5})?$/;

/** The scheme of a service's own app: a form may end there, but no script calls it. Never one that is the whole web, or no app's. */
const APP_SCHEME = /^(?!(?:https?|wss?|javascript|data|blob|filesystem):)[a-z][a-z0-9+.-]*:$/;

function checked(origins: readonly string[], ...kinds: readonly RegExp[]): readonly string[] {
  for (const origin of origins) {
    if (!kinds.some((kind) => kind.test(origin))) throw new RangeError('not an origin for a policy');
  }
  return origins;
}

/** Throws a RangeError for what is no plain origin. Content-Security-Policy of `ux.md` section 8: nothing inline, nothing foreign, framed by nobody. */
export function contentSecurityPolicy({ formAction = [], connect = [] }: PageOrigins = {}): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    ["connect-src 'self'", ...checked(connect, ORIGIN)].join(' '),
    "worker-src 'self'",
    "manifest-src 'self'",
    ["form-action 'self'", ...checked(formAction, ORIGIN, APP_SCHEME)].join(' '),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** What every answer carries, errors and redirects included (T-WEB-01). */
export function securityHeaders(settings: AppSettings): Readonly<Record<string, string>> {
  return {
    'content-security-policy': contentSecurityPolicy(),
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'referrer-policy': 'no-referrer',
    'permissions-policy':
      'camera=(), geolocation=(), microphone=(), payment=(), publickey-credentials-get=(self), publickey-credentials-create=(self), otp-credentials=(self)',
    'cache-control': 'no-store',
    // Not in the sandbox: it would cover every port of localhost.
    ...(settings.sandbox ? {} : { 'strict-transport-security': 'max-age=63072000; includeSubDomains' }),
  };
}
