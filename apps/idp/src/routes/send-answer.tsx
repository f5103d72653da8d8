import { type Answer, originOf } from '@tessera/oidc';
import type { FastifyReply } from 'fastify';
import { SendOnPage } from '../login/pages/end-pages.tsx';

/** Sends the browser back to the service with the protocol's answer. */
export function sendAnswer(reply: FastifyReply, answer: Answer): FastifyReply {
  // 303 and not 302 or 307: what was typed on our pages must never be posted on (RFC 9700 section 4.12).
  if (answer.kind === 'redirect') return reply.redirect(answer.url, 303);
  return reply.page(<SendOnPage answer={answer} />, { formAction: [originOf(answer.action)] });
}
