/** Where plain http is as good as https: the sandbox's own machine, and only there. */
const LOCAL_HOSTS = ['localhost', '127.0.0.1', '[::1]'];

/** Answers carry these themselves: a registered address that has one already would be ambiguous. */
const ANSWER_PARAMETERS = ['code', 'state', 'iss', 'error', 'error_description'];

/** Schemes that run or show something instead of opening an app. */
const DANGEROUS_SCHEMES = ['javascript:', 'data:', 'vbscript:', 'blob:', 'file:', 'about:', 'ws:', 'wss:', 'ftp:'];

/** What a browser's policy can name (CSP 3, host-source): our pages name where their forms may end. */
const HOST = /^(?:[a-z0-9.-]+|\[[0-9a-f:]+\])$/;

function parse(text: string): URL | null {
  // Printable ASCII only: what is compared byte by byte later must be what the browser will open.
  if (!/^[\x21-\x7e]+$/.test(text) || /[\\"<>^`{|}]/.test(text)) return null;
  return URL.canParse(text) ? new URL(text) : null;
}

function secure(url: URL, sandbox: boolean): boolean {
  return url.protocol === 'https:' || (sandbox && url.protocol === 'http:' && LOCAL_HOSTS.includes(url.hostname));
}

/** Which rule a `client_id` breaks, or null. */
export function clientIdProblem(text: string, sandbox: boolean): string | null {
  const url = parse(text);
  if (url === null) return 'must be a URL';
  if (!secure(url, sandbox)) return 'must be an https URL (oidc.md 8.3)';
  if (url.username !== '' || url.password !== '') return 'must not hold a user name or password';
  if (text.includes('#') || text.includes('?')) return 'must not hold a query or a fragment';
  return null;
}

/** Which rule a redirect address breaks, or null. A scheme of the service's own app is allowed (oidc.md 8.3). */
export function redirectUriProblem(text: string, sandbox: boolean): string | null {
  const url = parse(text);
  if (url === null) return 'must be an absolute URL';
  const web = url.protocol === 'https:' || url.protocol === 'http:';
  if (web && !secure(url, sandbox)) return 'must be https; a scheme of its own is for mobile apps (oidc.md 8.3)';
  if (web && !HOST.test(url.hostname)) return 'must have a host of letters, digits, hyphens and dots';
  if (DANGEROUS_SCHEMES.includes(url.protocol)) return 'has a scheme that no app may own';
  if (url.username !== '' || url.password !== '') return 'must not hold a user name or password';
  if (text.includes('#')) return 'must not hold a fragment (RFC 6749 3.1.2)';
  const own = ANSWER_PARAMETERS.find((name) => url.searchParams.has(name));
  return own === undefined ? null : `must not hold the parameter ${own}, which the answer adds`;
}
