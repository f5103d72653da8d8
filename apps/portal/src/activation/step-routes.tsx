import {
  type Activation,
  doorOf,
  type Entered,
  findActivation,
  languageOf,
  recordSkippedStep,
  type StepName,
} from '@tessera/activation';
import { speakLanguageOnFile } from '@tessera/web';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { ActivationDeps } from './deps.ts';
import { START_PATH, STEP_PATHS } from './paths.ts';
import { ExpiredPage, SkippedPage } from './way-out-pages.tsx';

/** The cookie that ties an activation to a browser. */
const COOKIE = 'activation';

export type StepHandler<Step extends StepName> = (
  activation: Entered<Step>,
  request: FastifyRequest,
  reply: FastifyReply,
) => FastifyReply | Promise<FastifyReply>;

export const activationToken = (reply: FastifyReply): string | undefined => reply.appCookie(COOKIE);

/** The browser keeps the cookie until it closes; the server forgets the activation sooner. */
export const keepToken = (reply: FastifyReply, token: string): FastifyReply => reply.setAppCookie(COOKIE, token);

/** The activation of this browser; null when there is none, or no more. */
export async function currentActivation(
  { ground }: Pick<ActivationDeps, 'ground'>,
  reply: FastifyReply,
): Promise<Activation | null> {
  const token = activationToken(reply);
  const activation = token === undefined ? null : await findActivation(ground, token);
  if (activation !== null) {
    const { request } = reply;
    await speakLanguageOnFile(request, async () => (await languageOf(ground, activation)) ?? request.language);
  }
  return activation;
}

/** To where the activation stands: after a step, and for whoever knocks at a step that is done. */
export async function goOn(deps: Pick<ActivationDeps, 'ground'>, reply: FastifyReply): Promise<FastifyReply> {
  const activation = await currentActivation(deps, reply);
  return reply.redirect(activation === null ? START_PATH : STEP_PATHS[activation.state.step], 303);
}

/** Shows a step at its own address, when its door is open. */
export function showStep<Step extends StepName>(
  server: FastifyInstance,
  deps: ActivationDeps,
  step: Step,
  show: StepHandler<Step>,
): void {
  server.get(STEP_PATHS[step], async (request, reply) => {
    const activation = await currentActivation(deps, reply);
    if (activation === null) {
      return activationToken(reply) === undefined
        ? reply.redirect(START_PATH, 303)
        : reply.code(403).page(<ExpiredPage />);
    }
    const entered = doorOf(step, activation);
    // Reading the address of a step that comes later is no attempt at anything.
    if (entered.door !== 'open') return reply.redirect(STEP_PATHS[activation.state.step], 303);
    return show(entered.activation, request, reply);
  });
}

/** Takes a form of a step, when its door is open. Done already: on to where the activation stands. Not yet: refused and written down. */
export function takeStep<Step extends StepName>(
  server: FastifyInstance,
  deps: ActivationDeps,
  step: Step,
  take: StepHandler<Step>,
  path: string = STEP_PATHS[step],
): void {
  // Reload, Back and the language switch ask for the address of an answer: the step's own page is there.
  if (path !== STEP_PATHS[step]) server.get(path, (_request, reply) => reply.redirect(STEP_PATHS[step], 303));
  server.post(path, async (request, reply) => {
    const activation = await currentActivation(deps, reply);
    if (activation === null) return reply.code(403).page(<ExpiredPage />);
    const entered = doorOf(step, activation);
    switch (entered.door) {
      case 'open':
        return take(entered.activation, request, reply);
      case 'behind':
        return reply.redirect(STEP_PATHS[activation.state.step], 303);
      case 'ahead':
        await recordSkippedStep(deps.ground, activation, step);
        return reply.code(409).page(<SkippedPage path={STEP_PATHS[activation.state.step]} />);
    }
  });
}
