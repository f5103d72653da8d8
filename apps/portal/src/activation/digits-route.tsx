import { answerDigits, askDigits, type Entered } from '@tessera/activation';
import type { FormErrors } from '@tessera/web';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { ActivationDeps } from './deps.ts';
import { ClosedPage, DigitsPage } from './digits-page.tsx';
import { STEP_PATHS } from './paths.ts';
import { activationToken, currentActivation, goOn, keepToken, showStep } from './step-routes.tsx';
import { texts } from './texts.ts';
import { stepPage } from './time-limit.tsx';
import { ExpiredPage } from './way-out-pages.tsx';

const FORM_NAME_MAX = 64;

/** Step 1.2. Which digits are asked is never taken from the request: boxes that were not asked make the form malformed. */
export function digitsRoute(server: FastifyInstance, deps: ActivationDeps): void {
  const { ground, card } = deps;

  const show = async (reply: FastifyReply, activation: Entered<'digits'>, errors: FormErrors = []) => {
    const question = await askDigits(ground, activation);
    return question.guessesLeft === 0
      ? reply.page(<ClosedPage card={card !== null} />)
      : stepPage(reply, activation, <DigitsPage question={question} errors={errors} />);
  };

  showStep(server, deps, 'digits', (activation, _request, reply) => show(reply, activation));

  // Its own door: the cookie may be the one that this very answer has already replaced.
  server.post(STEP_PATHS.digits, async (request, reply) => {
    const token = activationToken(reply);
    if (token === undefined) return reply.code(403).page(<ExpiredPage />);
    const result = await answerDigits(ground, token, readAnswer(request.body));
    const say = texts(request.language);
    switch (result.outcome) {
      case 'proven':
        return keepToken(reply, result.token).redirect(STEP_PATHS.phone, 303);
      case 'wrong':
        return again(reply.code(422), say('pukWrong', { left: result.guessesLeft }));
      case 'malformed':
        return again(reply.code(400), say('pukMalformed'));
      case 'closed':
        return reply.code(403).page(<ClosedPage card={card !== null} />);
      case 'repeated':
        return goOn(deps, reply);
      case 'no-activation':
        return reply.code(403).page(<ExpiredPage />);
    }
  });

  /** The question once more, with what was the matter. */
  const again = async (reply: FastifyReply, message: string) => {
    const activation = await currentActivation(deps, reply);
    if (activation?.state.step !== 'digits') return goOn(deps, reply);
    const asked = { ...activation, state: activation.state };
    const { positions } = await askDigits(ground, asked);
    return show(reply, asked, [{ field: `digit${positions[0]}`, message }]);
  };
}

/** The boxes as one half of the PUK, such as `*3*7`; `?` stands for what is no digit. */
function readAnswer(body: unknown): { form: string; typed: string } {
  const fields = (body ?? {}) as Readonly<Record<string, string | undefined>>;
  const boxes = [1, 2, 3, 4].map((position) => (fields[`digit${position}`] ?? '').trim());
  const typed = boxes.map((box) => (box === '' ? '*' : /^[0-9]$/.test(box) ? box : '?')).join('');
  return { form: (fields['form'] ?? '').slice(0, FORM_NAME_MAX), typed };
}
