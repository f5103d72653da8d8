import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { FORM_TOKEN_FIELD } from '../cross-site.ts';

export interface VisitorOptions {
  readonly acceptLanguage?: string;
}

/** A browser without JavaScript, for tests: keeps cookies, follows nothing by itself, sends forms as a page would. */
export interface Visitor {
  get(url: string): Promise<LightMyRequestResponse>;
  /** Posts a form with the token of the last page seen (null: without it) and the browser's own headers. */
  post(url: string, fields?: Readonly<Record<string, string>>, token?: string | null): Promise<LightMyRequestResponse>;
  /** Follows redirects within the app until a page comes. */
  follow(response: LightMyRequestResponse): Promise<LightMyRequestResponse>;
  readonly cookies: Map<string, string>;
}

export function visitor(server: FastifyInstance, { acceptLanguage = 'it' }: VisitorOptions = {}): Visitor {
  const cookies = new Map<string, string>();
  let lastToken = '';

  const headers = (extra: Readonly<Record<string, string>>) => ({
    accept: 'text/html',
    'accept-language': acceptLanguage,
    cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    ...extra,
  });
  const remember = (response: LightMyRequestResponse): LightMyRequestResponse => {
    for (const { name, value, expires } of response.cookies) {
      if (expires !== undefined && expires.getTime() <= 0) cookies.delete(name);
      else cookies.set(name, value);
    }
    lastToken = new RegExp(`name="${FORM_TOKEN_FIELD}" value="([^"]+)"`).exec(response.body)?.[1] ?? lastToken;
    return response;
  };
  const get = async (url: string) => remember(await server.inject({ url, headers: headers({}) }));
  return {
    cookies,
    get,
    post: async (url, fields = {}, token = lastToken) => {
      const payload = new URLSearchParams(
        token === null ? fields : { ...fields, [FORM_TOKEN_FIELD]: token },
      ).toString();
      const form = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' };
      return remember(await server.inject({ method: 'POST', url, payload, headers: headers(form) }));
    },
    follow: async (response) => {
      let seen = response;
      for (let hops = 0; hops < 10 && seen.statusCode >= 300 && seen.statusCode < 400; hops++) {
        seen = await get(String(seen.headers['location']));
      }
      return seen;
    },
  };
}
