import type { FastifyInstance } from 'fastify';

/** One answer of an app, with what every answer must have. */
export interface HeardAnswer {
  readonly app: string;
  readonly method: string;
  /** Path and query as they were asked for. */
  readonly address: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, number | string | string[] | undefined>>;
  /** Empty where it was no text. */
  readonly body: string;
}

/** Writes down every answer that the app gives from now on, whoever asks. Call it before the app listens. */
export function hearAnswers(app: string, server: FastifyInstance, heard: HeardAnswer[]): void {
  server.addHook('onSend', async (request, reply, payload) => {
    const { method, url } = request;
    const body = typeof payload === 'string' ? payload : '';
    heard.push({ app, method, address: url, status: reply.statusCode, headers: { ...reply.getHeaders() }, body });
    return payload;
  });
}

const POLICY =
  /^default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; form-action 'self'( https?:\/\/[a-z0-9.:-]+)?; base-uri 'none'; frame-ancestors 'none'$/;
const SET_COOKIE = /^(__Host-)?tessera-[a-z]+-[a-z0-9-]+=([^;]*)((?:; [^;]+)*)$/;
/** 256 bits, or one of three languages, or nothing: the cookie is being forgotten. */
const COOKIE_VALUE = /^([A-Za-z0-9_-]{43}|it|en|de|)$/;

/**
 * What is wrong with the headers of an answer; empty when nothing is.
 *
 * T-WEB-01, T-LOG-19, T-LOG-20, T-WEB-06, T-PRV-02, T-PRV-08. `open`: the documents that anyone's script may read.
 */
export function looseHeaders(
  { app, method, address, status, headers }: HeardAnswer,
  { secure, open }: { readonly secure: boolean; readonly open: readonly string[] },
): string[] {
  const path = address.split('?')[0] ?? '';
  const asset = path.startsWith('/assets/') && status < 400;
  const isOpen = open.includes(path) && status < 400;
  const expected: Record<string, RegExp> = {
    'content-security-policy': POLICY,
    'x-content-type-options': /^nosniff$/,
    'cross-origin-opener-policy': /^same-origin$/,
    'cross-origin-resource-policy': isOpen ? /^cross-origin$/ : /^same-origin$/,
    'referrer-policy': /^no-referrer$/,
    'permissions-policy': /camera=\(\).*geolocation=\(\)/,
    'cache-control': asset ? /^public, max-age=31536000, immutable$/ : isOpen ? /^public, max-age=\d+$/ : /^no-store$/,
  };
  const said = (what: string) => `${app} ${method} ${address.slice(0, 80)} ${status}: ${what}`;
  const wrong = Object.entries(expected)
    .filter(([name, pattern]) => !pattern.test(String(headers[name] ?? '')))
    .map(([name]) => said(`${name}: ${headers[name]}`));
  const hsts = headers['strict-transport-security'] !== undefined;
  if (hsts !== secure) wrong.push(said('strict-transport-security'));
  if ((headers['access-control-allow-origin'] !== undefined) !== isOpen) wrong.push(said('CORS'));
  if (headers['access-control-allow-credentials'] !== undefined) wrong.push(said('CORS with credentials'));
  for (const name of ['x-powered-by', 'server']) if (headers[name] !== undefined) wrong.push(said(name));
  for (const cookie of [headers['set-cookie'] ?? []].flat())
    if (!isStrictCookie(String(cookie), secure)) wrong.push(said('a loose cookie'));
  return wrong;
}

function isStrictCookie(cookie: string, secure: boolean): boolean {
  const [, host, value = '', rest = ''] = SET_COOKIE.exec(cookie) ?? [];
  const attributes = rest.toLowerCase().split('; ').slice(1);
  const has = (attribute: string) => attributes.includes(attribute);
  return (
    cookie.length < 4096 &&
    COOKIE_VALUE.test(value) &&
    has('httponly') &&
    has('samesite=lax') &&
    has('path=/') &&
    !attributes.some((attribute) => attribute.startsWith('domain=')) &&
    (host !== undefined) === secure &&
    has('secure') === secure
  );
}
