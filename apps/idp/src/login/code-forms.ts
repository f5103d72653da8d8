import type { Language } from '@tessera/base';
import { parseOneTimeCode } from '@tessera/credentials';
import { awaitsCode, type CodeOutcome, proveCode, resendCode, settleForLevel1 } from '@tessera/login';
import { readForm } from '@tessera/web';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { texts } from '../texts/index.ts';
import { dayAndTime } from '../times.ts';
import { atLogin, attemptOf, goOn, type LoginRequest } from './at-login.tsx';
import { hostOf, type LoginDeps } from './deps.ts';
import { showLogin } from './show-login.tsx';

const CodeForm = z.object({ code: z.string().refine((typed) => parseOneTimeCode(typed) !== null, 'codeMissing') });

/** The code sent by SMS, another one, and going on without where the service takes level 1. */
export function codeForms(server: FastifyInstance, deps: LoginDeps): void {
  server.post('/login/:id/code', (request: LoginRequest, reply) => {
    const attempt = attemptOf(request.body);
    return atLogin(deps, request, reply, attempt, async (login) => {
      const form = readForm(CodeForm, request.body, texts(request.language));
      if (!awaitsCode(login)) return goOn(reply, { outcome: 'open', login });
      if (form.outcome === 'invalid') return showLogin(deps, reply.code(422), login, { errors: form.errors });

      const proof = await proveCode(deps.ground, login, { code: form.value.code, attempt });
      if (isRefusal(proof)) {
        const usedUp = isUsedUp(proof);
        const errors = [{ field: usedUp ? '' : 'code', message: sentence(proof, request.language) }];
        return showLogin(deps, reply.code(proof.outcome === 'too-many' ? 429 : 422), login, { errors, usedUp });
      }
      return goOn(reply, proof);
    });
  });

  server.post('/login/:id/resend', (request: LoginRequest, reply) =>
    atLogin(deps, request, reply, null, async (login) => {
      if (!awaitsCode(login)) return goOn(reply, { outcome: 'open', login });
      const { sending, opened } = await resendCode(deps.ground, login, hostOf(deps.settings));
      if (sending === null || sending.outcome === 'sent' || opened.outcome !== 'open') return goOn(reply, opened);
      return showLogin(deps, tooSoon(reply, deps, sending.until), opened.login, { notSent: sending });
    }),
  );

  server.post('/login/:id/level-1', (request: LoginRequest, reply) =>
    atLogin(deps, request, reply, null, async (login) => goOn(reply, await settleForLevel1(deps.ground, login))),
  );
}

type Refusal = Exclude<CodeOutcome, { outcome: 'open' | 'unknown' | 'other-browser' }>;

const isRefusal = (outcome: CodeOutcome): outcome is Refusal =>
  ['wrong', 'exhausted', 'expired', 'too-many'].includes(outcome.outcome);

/** True when the code that was sent opens nothing any more, whatever is typed. */
const isUsedUp = (refusal: Refusal): boolean =>
  refusal.outcome === 'expired' ||
  refusal.outcome === 'exhausted' ||
  (refusal.outcome === 'wrong' && refusal.guessesLeft === 0);

function sentence(refusal: Refusal, language: Language): string {
  const say = texts(language);
  switch (refusal.outcome) {
    case 'wrong':
      return say('codeWrong', { left: refusal.guessesLeft });
    case 'exhausted':
      return say('codeExhausted');
    case 'expired':
      return say('codeExpired');
    case 'too-many':
      return say('codeTooMany', { time: dayAndTime(language, refusal.until) });
  }
}

function tooSoon(reply: FastifyReply, { ground }: LoginDeps, until: number): FastifyReply {
  const seconds = Math.ceil((until - ground.clock.now()) / 1000);
  return reply.code(429).header('retry-after', Math.max(1, seconds));
}
