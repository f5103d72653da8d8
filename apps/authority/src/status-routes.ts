import type { CardAuthorityPki } from '@tessera/pki';
import type { FastifyInstance, FastifyReply } from 'fastify';

const REQUEST = 'application/ocsp-request';
const ANSWER = 'application/ocsp-response';
/** Eight questions with a nonce stay below it. */
const REQUEST_BYTES_MAX = 4 * 1024;

/**
 * The responder, by POST and by GET. No answer is cached anywhere: a card revoked a moment ago is revoked (promise 6).
 *
 * Source: RFC 6960 appendix A.1.
 */
export function statusRoutes(server: FastifyInstance, authority: CardAuthorityPki): void {
  server.addContentTypeParser<Buffer>(
    REQUEST,
    { parseAs: 'buffer', bodyLimit: REQUEST_BYTES_MAX },
    (_request, body, done) => done(null, body),
  );
  const answer = async (reply: FastifyReply, request: Uint8Array) =>
    reply.type(ANSWER).send(Buffer.from(await authority.answerStatus(request)));

  // A question changes nothing, and whoever asks is no browser with a form.
  server.post('/ocsp', { config: { fromOtherSites: true, api: true } }, async (request, reply) =>
    answer(reply, Buffer.isBuffer(request.body) ? request.body : new Uint8Array()),
  );
  server.get<{ Params: { '*': string } }>('/ocsp/*', async (request, reply) =>
    answer(reply, Buffer.from(request.params['*'], 'base64')),
  );
}
