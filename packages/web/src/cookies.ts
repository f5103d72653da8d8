import { type Random, randomToken } from '@tessera/base';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type AppSettings, isHttps } from './settings.ts';

/** Cookies of one app. Ports do not separate cookies, so each app's have its own name. */
export interface AppCookies {
  read(request: FastifyRequest, name: string): string | undefined;
  /** Ends with the browser unless `maxAgeSeconds` is given. */
  write(reply: FastifyReply, name: string, value: string, options?: { readonly maxAgeSeconds?: number }): void;
  forget(reply: FastifyReply, name: string): void;
}

/** 256 bits as base64url. */
const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** HttpOnly, SameSite=Lax, no Domain; `__Host-` and Secure where the origin is HTTPS (T-LOG-20). */
export function appCookies(app: string, settings: AppSettings): AppCookies {
  const secure = isHttps(settings);
  const full = (name: string) => `${secure ? '__Host-' : ''}tessera-${app}-${name}`;
  // Lax, not Strict: the browser that comes back from another site (a service, a provider) must be recognised.
  const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;
  return {
    read: (request, name) => request.cookies[full(name)],
    write: (reply, name, value, { maxAgeSeconds } = {}) => {
      reply.setCookie(
        full(name),
        value,
        maxAgeSeconds === undefined ? attributes : { ...attributes, maxAge: maxAgeSeconds },
      );
    },
    forget: (reply, name) => {
      reply.clearCookie(full(name), attributes);
    },
  };
}

/** The browser's own token, when it has one of the right shape. */
export function knownBrowser(cookies: AppCookies, request: FastifyRequest): string | undefined {
  const token = cookies.read(request, 'browser');
  return token !== undefined && TOKEN.test(token) ? token : undefined;
}

/** The browser's own token; at first sight a new one, with its cookie. */
export function browserOf(cookies: AppCookies, random: Random, request: FastifyRequest, reply: FastifyReply): string {
  const known = knownBrowser(cookies, request);
  if (known !== undefined) return known;
  const token = randomToken(random);
  cookies.write(reply, 'browser', token);
  return token;
}
