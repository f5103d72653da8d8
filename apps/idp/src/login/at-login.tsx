import type { Language } from '@tessera/base';
import { type Opened, type OpenLogin, openLogin } from '@tessera/login';
import { findCitizen } from '@tessera/registry';
import { Problem, speakLanguageOnFile } from '@tessera/web';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { keepLoginToken, loginToken } from './cookies.ts';
import type { LoginDeps } from './deps.ts';
import { OtherBrowserPage } from './pages/end-pages.tsx';
import { pathOf } from './paths.ts';

/** A request below `/login/:id`. */
export type LoginRequest = FastifyRequest<{ Params: { id: string; page?: string }; Body: unknown }>;

/** The number in the form: 256 bits as base64url. */
const ATTEMPT = /^[A-Za-z0-9_-]{43}$/;

/** Throws a Problem (400) where the form does not hold one: no page of ours sends such a form. */
export function attemptOf(body: unknown): string {
  const attempt = typeof body === 'object' && body !== null && 'attempt' in body ? body.attempt : undefined;
  if (typeof attempt !== 'string' || !ATTEMPT.test(attempt)) throw new Problem(400, 'form without its number');
  return attempt;
}

/** Lets the work see the login only in the hands of the browser that holds it. */
export async function atLogin(
  { ground }: LoginDeps,
  request: LoginRequest,
  reply: FastifyReply,
  attempt: string | null,
  work: (login: OpenLogin) => Promise<FastifyReply>,
): Promise<FastifyReply> {
  const { id } = request.params;
  const opened = await openLogin(ground, { id, token: loginToken(reply, id), attempt });
  if (opened.outcome !== 'open') return turnedAway(reply, opened);
  // The citizen's own choice of a language goes before the service's wish (`ux.md` 7).
  const wish = opened.login.request.languages[0];
  if (wish === undefined) await speakLanguageOnFile(request, async () => languageOf(ground, opened.login, request));
  else if (reply.appCookie('language') === undefined) request.language = wish;
  keepLoginToken(reply, opened.login);
  return await work(opened.login);
}

/** After a form: on to the page of the step where the login stands now. */
export function goOn(reply: FastifyReply, opened: Opened): FastifyReply {
  if (opened.outcome !== 'open') return turnedAway(reply, opened);
  keepLoginToken(reply, opened.login);
  return reply.redirect(pathOf(opened.login), 303);
}

function turnedAway(reply: FastifyReply, { outcome }: Exclude<Opened, { outcome: 'open' }>): FastifyReply {
  if (outcome === 'unknown') throw new Problem(404, 'no such login');
  return reply.code(403).page(<OtherBrowserPage />);
}

/** The language on file of whoever proved who they are in this login; before that, the one that is spoken already. */
async function languageOf(
  { database, keys }: LoginDeps['ground'],
  { state }: OpenLogin,
  { language }: LoginRequest,
): Promise<Language> {
  const citizenId = 'proof' in state ? state.proof.citizenId : null;
  const citizen = citizenId === null ? null : await findCitizen(database, keys, citizenId);
  return citizen?.language ?? language;
}
