import type { FastifyInstance } from 'fastify';

export interface Route {
  readonly method: string;
  /** The pattern, such as `/attivazione/:step`. */
  readonly url: string;
  /** Declared to be taken from other sites too. */
  readonly fromOtherSites: boolean;
}

/** Which routes there are: for 405 answers, and for tests that must reach each of them. */
export interface RouteList {
  readonly all: readonly Route[];
  /** The methods that the path of this address has. */
  methodsAt(url: string): readonly string[];
}

/** Listens to the routes as they are added: call it before the first one. */
export function collectRoutes(server: FastifyInstance): RouteList {
  const all: Route[] = [];
  const patterns = new Map<string, { readonly path: RegExp; readonly methods: Set<string> }>();
  server.addHook('onRoute', ({ method, url, config }) => {
    const pattern = patterns.get(url) ?? { path: pathPattern(url), methods: new Set<string>() };
    patterns.set(url, pattern);
    for (const one of [method].flat()) {
      pattern.methods.add(one);
      all.push({ method: one, url, fromOtherSites: config?.fromOtherSites === true });
    }
  });
  return {
    all,
    methodsAt: (address) => {
      const path = address.split('?')[0] ?? '';
      const found = [...patterns.values()].filter((pattern) => pattern.path.test(path));
      return [...new Set(found.flatMap(({ methods }) => [...methods]))].sort();
    },
  };
}

/** `/a/:b/*` as an expression. Each parameter is one segment, so no input makes it backtrack. */
function pathPattern(url: string): RegExp {
  const source = url
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/:[A-Za-z]+/g, '[^/]+')
    .replace(/\*/g, '.*');
  return new RegExp(`^${source}/?$`);
}
