import type { FastifyInstance } from 'fastify';
import { readFields, readFormBody } from './fields.ts';
import { Problem } from './problem.ts';

/**
 * Queries and form bodies are read by `fields.ts` alone; JSON by Fastify, and only for an API; nothing else is taken (415).
 *
 * A page's form read as JSON would bring lists and objects to where a route expects texts.
 */
export function readFieldsStrictly(server: FastifyInstance): void {
  server.removeContentTypeParser('text/plain');
  server.addContentTypeParser<Buffer>(
    'application/x-www-form-urlencoded',
    { parseAs: 'buffer' },
    (_request, body, done) => {
      try {
        done(null, readFormBody(body));
      } catch (error) {
        done(error as Error);
      }
    },
  );
  const readJson = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, body, done) => {
    if (request.is404) done(null);
    else if (request.routeOptions.config.api === true) readJson(request, body, done);
    else done(new Problem(415, 'JSON for a page'));
  });
  // Here and not in Fastify's `querystringParser`: an error thrown there has no page.
  server.addHook('onRequest', (request, _reply, done) => {
    const question = request.url.indexOf('?');
    request.query = readFields(question < 0 ? '' : request.url.slice(question + 1));
    done();
  });
}
