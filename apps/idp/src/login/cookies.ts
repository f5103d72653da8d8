import { base64url, type Keys, type Random, randomToken } from '@tessera/base';
import type { OpenLogin } from '@tessera/login';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** A login's cookie outlives its ten minutes, so that the page that says so still opens for its own browser. */
const LOGIN_COOKIE_SECONDS = 24 * 60 * 60;
/** Logins that one browser can have at once; the oldest cookies make room. */
const LOGINS_MAX = 8;
/** How long a browser stays known after its last full sign-in. Browsers keep no cookie longer. */
const KNOWN_BROWSER_SECONDS = 400 * 24 * 60 * 60;

const LOGIN_COOKIE = /tessera-idp-login-([0-9a-f-]{36})$/;

/** Each login has its own cookie: two tabs do not disturb each other. */
export const loginToken = (reply: FastifyReply, id: string): string | null => reply.appCookie(`login-${id}`) ?? null;

export function keepLoginToken(reply: FastifyReply, { id, token }: OpenLogin): void {
  if (loginToken(reply, id) === token) return;
  reply.setAppCookie(`login-${id}`, token, { maxAgeSeconds: LOGIN_COOKIE_SECONDS });
}

/** Browsers send the oldest cookies first (RFC 6265 section 5.4): those go when there are too many. */
export function makeRoomForLogin(request: FastifyRequest, reply: FastifyReply): void {
  const ids = Object.keys(request.cookies).flatMap((name) => LOGIN_COOKIE.exec(name)?.[1] ?? []);
  for (const id of ids.slice(0, Math.max(0, ids.length - LOGINS_MAX + 1))) reply.forgetAppCookie(`login-${id}`);
}

/** The sign-on session of level 1. Ends with the browser; the server ends it earlier. */
export const sessionToken = (reply: FastifyReply): string | null => reply.appCookie('session') ?? null;

export function keepSession(reply: FastifyReply, token: string): void {
  reply.setAppCookie('session', token);
}

export function forgetSession(reply: FastifyReply): void {
  reply.forgetAppCookie('session');
}

const knownBrowserDigest = (keys: Keys, token: string): string =>
  base64url(keys.digest('token', 'known browser', token));

/** What the password throttle knows this browser by; null for one that nobody has signed in with (promise 5). */
export function knownBrowser(keys: Keys, reply: FastifyReply): string | null {
  const token = reply.appCookie('known-browser');
  return token === undefined ? null : knownBrowserDigest(keys, token);
}

/** The same, for a browser that is about to become known. */
export function browserToKnow(keys: Keys, random: Random, reply: FastifyReply): { digest: string; token: string } {
  const token = reply.appCookie('known-browser') ?? randomToken(random);
  return { digest: knownBrowserDigest(keys, token), token };
}

export function keepKnownBrowser(reply: FastifyReply, token: string): void {
  reply.setAppCookie('known-browser', token, { maxAgeSeconds: KNOWN_BROWSER_SECONDS });
}
