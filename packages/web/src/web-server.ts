import type { ServerOptions } from 'node:https';
import type { Writable } from 'node:stream';
import cookie from '@fastify/cookie';
import type { Ground, Keys, Language } from '@tessera/base';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { VNode } from 'preact';
import { builtAssets, serveAssets } from './assets.ts';
import { readFieldsStrictly } from './bodies.ts';
import { appCookies } from './cookies.ts';
import { guardDoors } from './doors.ts';
import { decorateWakeUps } from './events.ts';
import { speakTheReadersLanguage } from './language-route.ts';
import { createLogger } from './log.ts';
import { decoratePages } from './pages.ts';
import { answerProblems } from './problems.tsx';
import { reference } from './reference.ts';
import { collectRoutes, type RouteList } from './route-list.ts';
import { type PageOrigins, securityHeaders } from './security-headers.ts';
import type { AppSettings } from './settings.ts';
import { refuseUnreadable } from './unreadable.ts';
import type { Site } from './visit.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Answers problems as JSON (RFC 9457) instead of a page. */
    readonly api?: boolean;
    /**
     * Taken from other sites too, without a form token: for protocol endpoints alone, which know in their own way who
     * calls. A test of the app lists them by name.
     */
    readonly fromOtherSites?: boolean;
  }
  interface FastifyRequest {
    /** The reader's language. */
    language: Language;
  }
  interface FastifyReply {
    /** Sends a whole page; `code` comes before it. `origins`: what this page needs beyond our own origin. */
    page(view: VNode, origins?: PageOrigins): FastifyReply;
    /** The browser's own token, 256 bits; made, with its cookie, at first sight. Digest it before it is stored. */
    browser(): string;
    /** The value of a cookie of this app. */
    appCookie(name: string): string | undefined;
    /** Ends with the browser unless `maxAgeSeconds` is given. */
    setAppCookie(name: string, value: string, options?: { readonly maxAgeSeconds?: number }): FastifyReply;
    forgetAppCookie(name: string): FastifyReply;
    /** Server-sent events: each wake tells the page's `<StatusListener>` to look again. `listen` gives back the way to stop. */
    wakeUps(listen: (wake: () => void) => () => void): FastifyReply;
  }
  interface FastifyInstance {
    /** The routes added so far: a test of the app reaches each of them. */
    readonly routeList: RouteList;
  }
}

export interface WebServerOptions {
  /** The app's short name: part of its cookies' names. */
  readonly name: string;
  readonly site: Site;
  readonly settings: AppSettings;
  /** Of the keys, the digest alone: a program on a citizen's own machine has no others. */
  readonly ground: Pick<Ground, 'clock' | 'random'> & { readonly keys: Pick<Keys, 'digest'> };
  /** No log where it is absent; standard output where `destination` is. */
  readonly log?: { readonly level?: string; readonly destination?: Writable };
  /** Requests an address may make in a minute; unlimited where it is absent. */
  readonly requestsPerMinute?: number;
  /** Proxies whose `X-Forwarded-For` is believed (addresses or networks); none where it is absent. */
  readonly trustedProxies?: readonly string[];
  /** Ends TLS in this very process; behind a proxy that ends it where it is absent. */
  readonly https?: ServerOptions;
  /** How many requests a connection may carry; any number where it is absent. */
  readonly requestsPerConnection?: number;
  /** Further scripts for this app's pages: paths of their sources, by name (`<Page scripts={['panel']}>`). */
  readonly extraScripts?: Readonly<Record<string, string>>;
  /** Further stylesheets: paths of their sources (`<Page styles={['panel.css']}>`). */
  readonly extraStyles?: readonly string[];
  /** Hears each error that was answered with 500, for tests and the sandbox's console: the log holds it without its words. */
  readonly onBug?: (error: unknown) => void;
}

/** The largest body that anyone may send, and the longest they may take for it (promise 26). */
const BODY_MAX_BYTES = 64 * 1024;
const REQUEST_MILLISECONDS = 30_000;
/** What is under way when the server closes has so long to end: twice what any answer takes (promise 30). */
const DRAIN_MILLISECONDS = 5_000;

/** A server with the pages, cookies, doors, languages and errors of `ux.md`: apps add their routes and nothing else. */
export async function createWebServer(options: WebServerOptions): Promise<FastifyInstance> {
  const { settings, ground, name, site } = options;
  const assets = await builtAssets({ scripts: options.extraScripts ?? {}, styles: options.extraStyles ?? [] });
  const cookies = appCookies(name, settings);
  const headers = securityHeaders(settings);
  const server: FastifyInstance = Fastify({
    ...(options.https === undefined ? {} : { https: options.https }),
    maxRequestsPerSocket: options.requestsPerConnection ?? 0,
    bodyLimit: BODY_MAX_BYTES,
    requestTimeout: REQUEST_MILLISECONDS,
    ...(options.log === undefined ? {} : { loggerInstance: createLogger(options.log) as FastifyBaseLogger }),
    // Fastify's own lines hold addresses and whole URLs; ours are written below.
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => reference(ground.random),
    requestIdHeader: false,
    trustProxy: options.trustedProxies === undefined ? false : [...options.trustedProxies],
    routerOptions: { maxParamLength: 500, ignoreTrailingSlash: true, querystringParser: () => ({}) },
    ...refuseUnreadable(headers),
  });

  // Of two limits Node takes the longer for the body, and its own for the head is a minute.
  server.server.headersTimeout = REQUEST_MILLISECONDS;

  const routes = collectRoutes(server);
  server.decorate('routeList', routes);
  // These hooks stand before and after every request and wait for nothing: with `done` they cost no promise.
  server.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    const { method, routeOptions, id } = request;
    request.log.info(
      {
        reference: id,
        method,
        route: routeOptions.url,
        status: reply.statusCode,
        milliseconds: Math.round(reply.elapsedTime),
      },
      'answered',
    );
    done();
  });
  endSlowConnections(server);
  await server.register(cookie);
  decoratePages(server, { app: name, site, settings, ground, cookies, assets });
  decorateWakeUps(server);
  readFieldsStrictly(server);
  speakTheReadersLanguage(server, cookies, settings.origin);
  guardDoors(server, { app: name, settings, ground, cookies, requestsPerMinute: options.requestsPerMinute });
  answerProblems(server, routes, options.onBug);
  await serveAssets(server, assets);
  return server;
}

/**
 * Lets no client keep a node from stopping. Node closes the connections that are idle; one that says nothing, or a little at
 * a time, is none of them, and its time limit is no longer watched once the server closes (T-INF-11, T-LOD-02).
 */
function endSlowConnections(server: FastifyInstance): void {
  server.addHook('preClose', (done) => {
    setTimeout(() => server.server.closeAllConnections(), DRAIN_MILLISECONDS).unref();
    done();
  });
}
