import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ApiAnswer, ApiCall } from './api-call.ts';
import { ApiProblem, problemBody } from './problem.ts';

export interface ApiRoutesOptions {
  readonly calls: readonly ApiCall[];
  /** The OpenAPI document, at `/openapi.json`. */
  readonly document: unknown;
  /** Origin of the control panel: a browser's request from anywhere else is refused. */
  readonly origin: string;
  /** Aborted when the sandbox stops: calls that wait are answered then. */
  readonly stopping: AbortSignal;
  /** Hears each error that nobody expected. */
  readonly onBug: (error: unknown) => void;
}

const PROBLEM = 'application/problem+json';

/**
 * The API below its prefix: JSON in, JSON or problems (RFC 9457) out, for programs on this machine.
 *
 * No CORS headers, ever; and what a browser says about where it comes from is believed, so that a page from elsewhere
 * can neither read nor change the country. The server's own door has checked the Host header already (DNS rebinding).
 */
export async function apiRoutes(server: FastifyInstance, options: ApiRoutesOptions): Promise<void> {
  const { calls, document, origin, stopping, onBug } = options;
  readJsonOnly(server);
  server.addHook('onRequest', async (request) => refuseOtherSites(request, origin));
  server.setErrorHandler(async (error: FastifyError, _request, reply) => {
    const problem = problemOf(error);
    if (problem.statusCode === 500) onBug(error);
    return reply.code(problem.statusCode).headers(problem.headers).type(PROBLEM).send(problemBody(problem));
  });
  server.setNotFoundHandler(async (request) => {
    throw notFound(calls, request.method, request.url);
  });
  server.get('/openapi.json', config, async () => document);
  for (const call of calls) {
    server.route({
      ...config,
      method: call.method.toUpperCase(),
      url: call.path.replaceAll(/\{(\w+)\}/g, ':$1'),
      handler: async (request, reply) => send(reply, await run(call, request, reply, stopping)),
    });
  }
}

/** The API has its own way of knowing who calls: the checks above, not a form's token. */
const config = { config: { api: true, fromOtherSites: true } } as const;

function run(call: ApiCall, request: FastifyRequest, reply: FastifyReply, stopping: AbortSignal): Promise<ApiAnswer> {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  const signal = AbortSignal.any([gone.signal, stopping]);
  return call.run({ path: request.params, query: request.query, body: request.body, signal });
}

const send = (reply: FastifyReply, { status, body }: ApiAnswer): FastifyReply =>
  body === undefined
    ? reply.code(status).send()
    : reply.code(status).type('application/json').send(JSON.stringify(body));

/** Nothing but JSON: a form or a plain text is what a page from elsewhere could send without asking. */
function readJsonOnly(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    'application/json',
    { parseAs: 'string' },
    async (_request: FastifyRequest, text: string) => {
      if (text.trim() === '') return undefined;
      try {
        return JSON.parse(text) as unknown;
      } catch {
        throw new ApiProblem(400, 'The body is not JSON', 'Send a JSON object, with quotes around its names.');
      }
    },
  );
}

function refuseOtherSites({ headers }: FastifyRequest, own: string): void {
  const { origin, 'sec-fetch-site': site } = headers;
  const elsewhere =
    (typeof site === 'string' && site !== 'same-origin' && site !== 'none') || (origin !== undefined && origin !== own);
  if (elsewhere)
    throw new ApiProblem(
      403,
      'From another site',
      'This API is for programs on this machine, and for its own control panel.',
    );
}

/** 404, or 405 with the methods that the path has. */
function notFound(calls: readonly ApiCall[], method: string, url: string): ApiProblem {
  const path = `/${url.split('?')[0]?.split('/').slice(3).join('/') ?? ''}`;
  const allowed = calls.filter((call) => pattern(call.path).test(path)).map((call) => call.method.toUpperCase());
  if (allowed.length === 0) {
    return new ApiProblem(404, 'No such call', 'GET /api/v1/openapi.json describes every call.');
  }
  const allow = allowed.join(', ');
  return new ApiProblem(405, 'Not with this method', `${path} takes ${allow}, not ${method}.`, { headers: { allow } });
}

const pattern = (path: string): RegExp => new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}/?$`);

/** Every way in which a call can fail, as a problem. */
function problemOf(error: FastifyError): ApiProblem {
  if (error instanceof ApiProblem) return error;
  if (error.name === 'DatabaseUnavailable' || error.name === 'PoolBusy' || error.name === 'KeysUnavailable') {
    // What the machine says: a full disk is mended in another way than a fault.
    const detail = `The country cannot answer now: ${error.message}. GET /api/v1/faults says what is broken on purpose.`;
    return new ApiProblem(503, 'Try again in a moment', detail, { headers: { 'retry-after': '1' } });
  }
  switch (error.statusCode) {
    case 400:
      return new ApiProblem(400, 'The request is not right', error.message);
    case 413:
      return new ApiProblem(413, 'Too large', 'A body has at most 64 kB.');
    case 415:
      return new ApiProblem(415, 'Not JSON', 'Send the body with the header Content-Type: application/json.');
    case 421:
      return new ApiProblem(421, 'Not for us', 'Call this API as http://localhost: no other name leads here.');
    default:
      return new ApiProblem(500, 'Something broke inside', 'The lines on the console where the sandbox runs say what.');
  }
}
