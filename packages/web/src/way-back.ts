const PRINTABLE_ASCII = /^[\x21-\x7e]+$/;

/**
 * Where to return to: a path of this very app, or the home page.
 *
 * Whatever could leave the app (another scheme, `//host`, backslashes, control characters, user info) falls back to `/` (T-LOG-18).
 */
export function wayBack(wanted: string | undefined, origin: string): string {
  if (wanted === undefined || wanted.length > 2000) return '/';
  if (!PRINTABLE_ASCII.test(wanted) || wanted.includes('\\')) return '/';
  if (!wanted.startsWith('/') || wanted.startsWith('//')) return '/';
  const url = URL.parse(wanted, origin);
  if (url === null || url.origin !== new URL(origin).origin) return '/';
  // Dot segments are gone now: `/.//host` has become `//host`.
  const path = url.pathname + url.search;
  return path.startsWith('//') ? '/' : path;
}
