import { beginActivationIn, begunBefore, type FirstForm, type StepName } from '@tessera/activation';
import { civilDateAt, parseCardSerial, randomToken } from '@tessera/base';
import { parseFiscalCode } from '@tessera/registry';
import { type Fields, type FormErrors, readForm, robotErrors, unansweredRobot } from '@tessera/web';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { DataPage } from './data-page.tsx';
import type { ActivationDeps } from './deps.ts';
import { START_PATH, STEP_PATHS } from './paths.ts';
import { currentActivation, keepToken } from './step-routes.tsx';
import { texts } from './texts.ts';

const FORM_NAME_MAX = 64;
/** Steps at which there is nothing yet, or nothing more, to go on with. */
const BEFORE_OR_AFTER: readonly StepName[] = ['digits', 'finished', 'refused'];

/** Step 1.1. The same answer whoever's data they are: nothing is looked up here (promise 7). */
export function dataRoute(server: FastifyInstance, deps: ActivationDeps): void {
  const { ground, robot, card } = deps;
  // The form of the other way in is answered by a redirect to the identity provider.
  const origins = card === null ? {} : { formAction: [card.provider] };

  const show = async (
    reply: FastifyReply,
    shown: { errors?: FormErrors; typed?: Fields } = {},
    /** A form whose robot check was not looked at yet. */
    unchecked?: unknown,
  ) => {
    const activation = await currentActivation(deps, reply);
    const state = activation?.state ?? null;
    // Back from step 1.2: what was typed is still there.
    const before = state?.step === 'digits' ? { fiscalCode: state.fiscalCode, serial: state.serial } : {};
    const goesOn = state !== null && !BEFORE_OR_AFTER.includes(state.step);
    return reply.page(
      <DataPage
        question={robot.ask(reply, unchecked)}
        form={randomToken(ground.random)}
        card={card !== null}
        underWay={goesOn ? STEP_PATHS[state.step] : null}
        typed={before}
        {...shown}
      />,
      origins,
    );
  };

  server.get(START_PATH, (_request, reply) => show(reply));

  server.post(START_PATH, async (request, reply) => {
    const say = texts(request.language);
    const read = readForm(DataForm, request.body, say);
    const { form = '', fiscalCode: typedCode = '', serial: typedSerial = '' } = read.typed;
    const serial = parseCardSerial(typedSerial);
    const fiscalCode = await parseFiscalCode(typedCode, civilDateAt(ground.clock.now()));
    const errors = read.outcome === 'invalid' ? [...read.errors] : [];
    if (fiscalCode === null && typedCode.trim() !== '') {
      errors.unshift({ field: 'fiscalCode', message: say('fiscalCodeWrong') });
    }
    const typed = { fiscalCode: fiscalCode?.code ?? typedCode, serial: serial ?? typedSerial };
    if (errors.length > 0 || fiscalCode === null || serial === null) {
      errors.push(...unansweredRobot(request.body, request.language));
      return show(reply.code(422), { errors, typed }, request.body);
    }

    const filledIn: FirstForm = {
      fiscalCode: fiscalCode.code,
      serial,
      browser: reply.browser(),
      form: form.slice(0, FORM_NAME_MAX),
    };
    const begun = await begin(reply, filledIn, request.body);
    if ('errors' in begun) return show(reply.code(422), { errors: begun.errors, typed });
    return keepToken(reply, begun.token).redirect(STEP_PATHS.digits, 303);
  });

  /** One act with the robot check. A form that was sent before has its activation already, and its check is spent: it needs no other. */
  const begin = async (
    reply: FastifyReply,
    filledIn: FirstForm,
    body: unknown,
  ): Promise<{ token: string } | { errors: FormErrors }> => {
    const outcome = await robot.check(reply, body, (sql) => beginActivationIn(sql, ground, filledIn));
    return (await begunBefore(ground, filledIn)) ?? { errors: robotErrors(outcome, reply.request.language) };
  };
}

const DataForm = z.object({
  form: z.string(),
  fiscalCode: z.string().trim().min(1, 'fiscalCodeMissing'),
  serial: z
    .string()
    .trim()
    .min(1, 'serialMissing')
    .refine((text) => parseCardSerial(text) !== null, 'serialWrong'),
});
