import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { problemName, RETRY_AFTER_SECONDS, statusOf } from './problem.ts';
import { ProblemPage } from './problem-page.tsx';
import type { RouteList } from './route-list.ts';
import { webTexts } from './texts/index.ts';

/** Every way in which a request can fail ends here: a page, or for an API a problem (RFC 9457), never with details. */
export function answerProblems(
  server: FastifyInstance,
  routes: RouteList,
  onBug: ((error: unknown) => void) | undefined,
): void {
  server.setErrorHandler(async (error, request, reply) => {
    const status = statusOf(error);
    // The logger describes the error: its name and where it came from, never its words.
    const line = { reference: request.id, status, error, reason: reasonOf(error) };
    if (status >= 500) request.log.error(line, 'request failed');
    else request.log.info(line, 'request refused');
    if (status === 500) onBug?.(error);
    return answerProblem(request, reply, status);
  });

  server.setNotFoundHandler(async (request, reply) => {
    const allowed = routes.methodsAt(request.url);
    if (allowed.length === 0 || allowed.includes(request.method)) return answerProblem(request, reply, 404);
    return answerProblem(request, reply.header('allow', allowed.join(', ')), 405);
  });
}

/** Our own words about a refusal; foreign errors' messages may quote what was typed. */
function reasonOf(error: unknown): string | undefined {
  return error instanceof Error && 'reason' in error && typeof error.reason === 'string' ? error.reason : undefined;
}

/** The answer for a status: a page for people, `application/problem+json` where the route is an API's. */
export function answerProblem(request: FastifyRequest, reply: FastifyReply, status: number): FastifyReply {
  const name = problemName(status);
  reply.code(status);
  if (status === 503) reply.header('retry-after', RETRY_AFTER_SECONDS);
  if (status === 429) reply.header('retry-after', 60);
  if (wantsJson(request)) {
    const say = webTexts(request.language);
    return reply.type('application/problem+json').send({
      type: 'about:blank',
      title: say(`${name}Title`),
      status,
      detail: say(`${name}Text`),
      instance: request.id,
    });
  }
  return reply.page(<ProblemPage name={name} reference={request.id} />);
}

function wantsJson(request: FastifyRequest): boolean {
  if (request.routeOptions.config.api === true) return true;
  const accept = request.headers.accept ?? '';
  return accept.includes('json') && !accept.includes('text/html');
}
