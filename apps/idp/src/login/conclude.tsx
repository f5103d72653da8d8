import type { Conclusion, OpenLogin, Tell } from '@tessera/login';
import type { FastifyReply } from 'fastify';
import type { Answer, Correlation } from '../bridge.ts';
import { sendAnswer } from '../routes/send-answer.tsx';
import { goOn } from './at-login.tsx';
import { keepSession } from './cookies.ts';
import type { LoginDeps } from './deps.ts';
import { AnsweredPage } from './pages/end-pages.tsx';

/** Lets the login's own protocol turn its end into an answer. */
export const tellProtocol =
  ({ protocols }: LoginDeps, { correlation }: OpenLogin): Tell<Answer> =>
  (sql, result) =>
    // Written by `logins`, which take no other names.
    protocols[correlation.protocol as Correlation['protocol']].answer(sql, correlation.id, result);

/** Sends the browser back to the service, or to the page that is right now. */
export function conclude(reply: FastifyReply, login: OpenLogin, conclusion: Conclusion<Answer>): FastifyReply {
  switch (conclusion.outcome) {
    case 'answered':
      if (conclusion.session !== null) keepSession(reply, conclusion.session);
      return sendAnswer(reply, conclusion.answer);
    case 'already-answered':
      return reply.code(410).page(<AnsweredPage login={login} />);
    default:
      return goOn(reply, conclusion);
  }
}
