import { equalInConstantTime } from '@tessera/base';
import { isCode } from '@tessera/ias';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { VNode } from 'preact';
import { ACCESS_COOKIE } from '../access/requests.ts';
import { type ActResult, changeCardPin, enrolCard, unblockCard } from '../card/acts.ts';
import { type Failure, failureErrors } from '../card/failure.ts';
import type { SoftwareCieDeps } from '../deps.ts';
import { diagnoseCard } from '../diagnosis.ts';
import { ChangePage, type CodePageProps, DonePage, EnrolPage, UnblockPage } from '../pages/code-pages.tsx';
import { PATHS } from '../paths.ts';
import { secretIn } from '../secret-form.ts';
import { type TextKey, texts } from '../texts/index.ts';
import { deliberationIn } from './deliberation-in.ts';
import { interruptedAt, interruptionIn } from './interruption.ts';

/** One page with codes: what it looks like, what must be typed, and what its button does. */
interface CodeTask {
  readonly path: string;
  readonly page: (props: CodePageProps) => VNode;
  /** What is missing or does not fit, before the card is asked; the first of each field. */
  readonly problems: (body: unknown) => readonly (readonly [field: string, message: TextKey])[];
  readonly act: (
    request: FastifyRequest,
  ) => Promise<Failure | { readonly outcome: 'enrolled' | 'changed' | 'unblocked' }>;
  readonly done: 'enrolDone' | 'changeDone' | 'unblockDone';
}

/** "Abbina", "Cambia PIN", "Sblocca PIN". */
export function codeRoutes(server: FastifyInstance, deps: SoftwareCieDeps): void {
  for (const task of tasksWith(deps)) codeRoute(server, deps, task);
}

const tasksWith = (deps: SoftwareCieDeps): readonly CodeTask[] => [
  {
    path: PATHS.enrol,
    page: EnrolPage,
    problems: (body) => missing(body, 'pin', 'pinMissing'),
    act: ({ body, language }) => enrolCard(deps, { pin: secretIn(body, 'pin'), given: deliberationIn(body, language) }),
    done: 'enrolDone',
  },
  {
    path: PATHS.change,
    page: ChangePage,
    problems: (body) => [...missing(body, 'pin', 'pinMissing'), ...newPinProblems(body, 'pin')],
    act: ({ body, language }) =>
      changeCardPin(deps, {
        old: secretIn(body, 'pin'),
        next: secretIn(body, 'next'),
        given: deliberationIn(body, language),
      }),
    done: 'changeDone',
  },
  {
    path: PATHS.unblock,
    page: UnblockPage,
    problems: (body) => [...missing(body, 'puk', 'pukMissing'), ...newPinProblems(body, null)],
    act: ({ body, language }) =>
      unblockCard(deps, {
        puk: secretIn(body, 'puk'),
        next: secretIn(body, 'next'),
        given: deliberationIn(body, language),
      }),
    done: 'unblockDone',
  },
];

function codeRoute(server: FastifyInstance, deps: SoftwareCieDeps, task: CodeTask): void {
  const { path, page: TaskPage, done } = task;
  const show = async (reply: FastifyReply, rest: Omit<CodePageProps, 'diagnosis'> = {}) =>
    reply.page(<TaskPage diagnosis={await diagnoseCard(deps, deps.clock.now())} {...rest} />);

  server.get(path, async (request, reply) => show(reply, { interrupted: interruptionIn(request) }));
  server.get(`${path}/fatto`, async (_request, reply) => {
    const isAsked = deps.requests.find(reply.appCookie(ACCESS_COOKIE)) !== null;
    return reply.page(<DonePage text={done} isAsked={isAsked} />);
  });
  server.post(path, async (request, reply) => {
    try {
      const say = texts(request.language);
      const problems = task.problems(request.body);
      if (problems.length > 0)
        return await show(reply.code(422), {
          errors: problems.map(([field, message]) => ({ field, message: say(message) })),
        });
      const result: ActResult<{ readonly outcome: string }> = await task.act(request);
      if (!isFailure(result)) return reply.redirect(`${path}/fatto`, 303);
      if (result.outcome === 'interrupted') return reply.redirect(interruptedAt(path, result.tryUsed), 303);
      return await show(reply.code(422), { errors: failureErrors(result, say), failure: result });
    } finally {
      for (const name of ['pin', 'puk', 'next', 'again']) secretIn(request.body, name).fill(0);
    }
  });
}

const DONE: ReadonlySet<string> = new Set(['enrolled', 'changed', 'unblocked']);
const isFailure = (result: { readonly outcome: string }): result is Failure => !DONE.has(result.outcome);

const missing = (body: unknown, field: string, message: TextKey) =>
  isCode(secretIn(body, field)) ? [] : [[field, message] as const];

function newPinProblems(body: unknown, oldField: 'pin' | null): readonly (readonly [string, TextKey])[] {
  const next = secretIn(body, 'next');
  if (!isCode(next)) return [['next', 'nextMissing']];
  if (oldField !== null && equalInConstantTime(next, secretIn(body, oldField))) return [['next', 'nextSame']];
  return equalInConstantTime(next, secretIn(body, 'again')) ? [] : [['again', 'againDifferent']];
}
