import { confirmEmail, type Entered, emailOnFile, goOnWithoutEmail, sendEmailCode } from '@tessera/activation';
import { maskEmail, parseEmail } from '@tessera/credentials';
import type { Fields, FormErrors } from '@tessera/web';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { codeErrors, codeMissing, isUsedUp, readCode } from '../one-time-code/code-form.ts';
import type { ActivationDeps } from './deps.ts';
import { EmailCodePage, EmailPage } from './email-pages.tsx';
import { EMAIL_CODE_AGAIN_PATH, EMAIL_SKIP_PATH } from './paths.ts';
import { currentActivation, goOn, showStep, takeStep } from './step-routes.tsx';
import { texts } from './texts.ts';
import { stepPage } from './time-limit.tsx';
import { isWithheld, retryAfter, type Withheld } from './withheld.ts';

interface Shown {
  readonly errors?: FormErrors;
  readonly typed?: Fields;
  readonly withheld?: Withheld;
  readonly usedUp?: boolean;
}

/** Step 2.2. */
export function emailRoute(server: FastifyInstance, deps: ActivationDeps): void {
  const { ground, settings } = deps;
  const { hostname } = new URL(settings.origin);

  const showEmail = async (reply: FastifyReply, activation: Entered<'email'>, shown: Shown = {}) => {
    const onFile = await emailOnFile(ground, activation);
    const { state } = activation;
    // Back from a later step: the address that was typed is still there.
    const before = 'email' in state && state.email !== null ? { email: state.email } : {};
    const masked = onFile === null ? null : maskEmail(onFile);
    const page = <EmailPage masked={masked} now={ground.clock.now()} typed={before} {...shown} />;
    return stepPage(reply, activation, page);
  };

  const showCode = async (reply: FastifyReply, activation: Entered<'email-code'>, shown: Shown = {}) => {
    const { email, code } = activation.state;
    const onFile = await emailOnFile(ground, activation);
    const named = onFile === null ? email : maskEmail(onFile);
    const page = <EmailCodePage email={named} code={code} now={ground.clock.now()} {...shown} />;
    return stepPage(reply, activation, page);
  };

  /** True while the activation waits for a code that was sent to this very address. */
  const isOnItsWay = async (reply: FastifyReply, address: string | null): Promise<boolean> => {
    const now = await currentActivation(deps, reply);
    return now?.state.step === 'email-code' && now.state.email === address;
  };

  showStep(server, deps, 'email', (activation, _request, reply) => showEmail(reply, activation));
  showStep(server, deps, 'email-code', (activation, _request, reply) => showCode(reply, activation));

  takeStep(server, deps, 'email', async (activation, request, reply) => {
    const { email: typed = '' } = (request.body ?? {}) as Fields;
    const address = parseEmail(typed);
    if (typed.trim() !== '' && address === null) {
      const errors = [{ field: 'email', message: texts(request.language)('emailWrong') }];
      return showEmail(reply.code(422), activation, { errors, typed: { email: typed } });
    }
    const sending = await sendEmailCode(ground, activation, address, hostname);
    if (sending.outcome === 'no-address') {
      await goOnWithoutEmail(ground, activation);
      return goOn(deps, reply);
    }
    if (!isWithheld(sending)) return goOn(deps, reply);
    // A second click found the first one's message on its way: on to its code.
    if (await isOnItsWay(reply, (await emailOnFile(ground, activation)) ?? address)) return goOn(deps, reply);
    return showEmail(retryAfter(reply, ground.clock.now(), sending), activation, {
      withheld: sending,
      typed: { email: typed },
    });
  });

  takeStep(
    server,
    deps,
    'email',
    async (activation, _request, reply) => {
      await goOnWithoutEmail(ground, activation);
      return goOn(deps, reply);
    },
    EMAIL_SKIP_PATH,
  );

  takeStep(
    server,
    deps,
    'email-code',
    async (activation, _request, reply) => {
      const sending = await sendEmailCode(ground, activation, activation.state.email, hostname);
      if (sending.outcome === 'no-address' || !isWithheld(sending)) return goOn(deps, reply);
      return showCode(retryAfter(reply, ground.clock.now(), sending), activation, { withheld: sending });
    },
    EMAIL_CODE_AGAIN_PATH,
  );

  takeStep(server, deps, 'email-code', async (activation, request, reply) => {
    const typed = readCode(request.body);
    if (typed === null) {
      return showCode(reply.code(422), activation, { errors: codeMissing(request.language) });
    }
    const check = await confirmEmail(ground, activation, typed);
    if (check.outcome === 'accepted' || check.outcome === 'moved') return goOn(deps, reply);
    return showCode(reply.code(422), activation, {
      errors: codeErrors(check, request.language),
      usedUp: isUsedUp(check),
    });
  });
}
