import type { FastifyInstance } from 'fastify';
import { readFields, readFormBody } from './fields.ts';

/** Queries and form bodies are read by `fields.ts` alone; JSON by Fastify; nothing else is taken (415). */
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
  // Here and not in Fastify's `querystringParser`: an error thrown there has no page.
  server.addHook('onRequest', async (request) => {
    const question = request.url.indexOf('?');
    request.query = readFields(question < 0 ? '' : request.url.slice(question + 1));
  });
}
