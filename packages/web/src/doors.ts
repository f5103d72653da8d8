import type { Ground, Keys } from '@tessera/base';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { addressBlock } from './address-block.ts';
import { type AppCookies, knownBrowser } from './cookies.ts';
import { comesFromElsewhere, FORM_TOKEN_FIELD, FORM_TOKEN_HEADER, isOwnToken } from './cross-site.ts';
import { Problem } from './problem.ts';
import { createRateLimit } from './rate-limit.ts';
import type { AppSettings } from './settings.ts';

export interface DoorsOptions {
  readonly app: string;
  readonly settings: AppSettings;
  readonly ground: Pick<Ground, 'clock'> & { readonly keys: Pick<Keys, 'digest'> };
  readonly cookies: AppCookies;
  readonly requestsPerMinute: number | undefined;
}

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Refuses what is not for us, comes too often, or comes from another site. Every route passes here. */
export function guardDoors(server: FastifyInstance, options: DoorsOptions): void {
  const { settings, ground, cookies, app, requestsPerMinute } = options;
  const ownHost = new URL(settings.origin).hostname;
  const limit =
    requestsPerMinute === undefined ? null : createRateLimit({ clock: ground.clock, perMinute: requestsPerMinute });

  server.addHook('onRequest', (request, _reply, done) => {
    if (limit !== null && !limit.take(addressBlock(request.ip)))
      throw new Problem(429, 'too many requests from one address');
    // A foreign name on our address is how DNS rebinding reads a site that trusts its network.
    if (request.hostname !== ownHost) throw new Problem(421, 'foreign Host header');
    done();
  });

  // After the body is read (the token is one of its fields) and before the route sees it.
  server.addHook('preValidation', (request, _reply, done) => {
    if (SAFE_METHODS.has(request.method) || request.is404 || request.routeOptions.config.fromOtherSites === true)
      return done();
    const source = {
      ownOrigin: settings.origin,
      origin: request.headers.origin,
      secFetchSite: header(request, 'sec-fetch-site'),
    };
    if (comesFromElsewhere(source)) throw new Problem(403, 'request from another site');
    if (!isOwnToken(ground.keys, app, knownBrowser(cookies, request), takeToken(request))) {
      throw new Problem(403, 'form token missing or foreign');
    }
    done();
  });
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}

/** Takes the token out of the form: the route's schema need not know it. */
function takeToken(request: FastifyRequest): string | undefined {
  const { body } = request;
  if (typeof body === 'object' && body !== null && FORM_TOKEN_FIELD in body) {
    const token: unknown = body[FORM_TOKEN_FIELD];
    delete (body as Record<string, unknown>)[FORM_TOKEN_FIELD];
    return typeof token === 'string' ? token : undefined;
  }
  return header(request, FORM_TOKEN_HEADER);
}
