import type { Ground, Keys } from '@tessera/base';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { h, type VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Assets } from './assets.ts';
import { type AppCookies, browserOf } from './cookies.ts';
import { formToken } from './cross-site.ts';
import { contentSecurityPolicy, type PageOrigins } from './security-headers.ts';
import type { AppSettings } from './settings.ts';
import { type Site, type Visit, VisitContext } from './visit.ts';

export interface PagesOptions {
  readonly app: string;
  readonly site: Site;
  readonly settings: AppSettings;
  readonly ground: Pick<Ground, 'random'> & { readonly keys: Pick<Keys, 'digest'> };
  readonly cookies: AppCookies;
  readonly assets: Assets;
}

/** Gives replies their `page`, and the cookies that pages and flows live by. */
export function decoratePages(server: FastifyInstance, options: PagesOptions): void {
  const { app, site, settings, ground, cookies, assets } = options;

  server.decorateReply('page', function (this: FastifyReply, view: VNode, origins?: PageOrigins) {
    const { language, url } = this.request;
    const visit: Visit = {
      app,
      site,
      settings,
      language,
      path: url,
      formToken: formToken(ground.keys, app, this.browser()),
      asset: assets.address,
    };
    if (origins !== undefined) this.header('content-security-policy', contentSecurityPolicy(origins));
    this.header('content-language', language);
    this.type('text/html; charset=utf-8');
    return this.send(`<!DOCTYPE html>${renderToString(h(VisitContext.Provider, { value: visit, children: view }))}`);
  });

  const made = new WeakMap<FastifyRequest, string>();
  server.decorateReply('browser', function (this: FastifyReply) {
    // Remembered for the request: a new browser asked twice must get one cookie.
    const token = made.get(this.request) ?? browserOf(cookies, ground.random, this.request, this);
    made.set(this.request, token);
    return token;
  });

  server.decorateReply('appCookie', function (this: FastifyReply, name: string) {
    return cookies.read(this.request, name);
  });
  server.decorateReply(
    'setAppCookie',
    function (this: FastifyReply, name: string, value: string, choices?: { maxAgeSeconds?: number }) {
      cookies.write(this, name, value, choices);
      return this;
    },
  );
  server.decorateReply('forgetAppCookie', function (this: FastifyReply, name: string) {
    cookies.forget(this, name);
    return this;
  });
}
