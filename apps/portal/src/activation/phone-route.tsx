import { confirmPhone, type Entered, sendPhoneCode } from '@tessera/activation';
import { maskPhone } from '@tessera/credentials';
import type { FormErrors } from '@tessera/web';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { codeErrors, codeMissing, isUsedUp, readCode } from '../one-time-code/code-form.ts';
import type { ActivationDeps } from './deps.ts';
import { PHONE_CODE_AGAIN_PATH } from './paths.ts';
import { PhoneCodePage, PhonePage } from './phone-pages.tsx';
import { currentActivation, goOn, showStep, takeStep } from './step-routes.tsx';
import { stepPage } from './time-limit.tsx';
import { isWithheld, retryAfter, type Withheld } from './withheld.ts';

/** Step 2.1. */
export function phoneRoute(server: FastifyInstance, deps: ActivationDeps): void {
  const { ground, settings } = deps;
  const { hostname } = new URL(settings.origin);

  const showPhone = (reply: FastifyReply, activation: Entered<'phone'>, withheld?: Withheld) =>
    stepPage(
      reply,
      activation,
      <PhonePage masked={maskPhone(activation.state.holder.phone)} now={ground.clock.now()} withheld={withheld} />,
    );

  const showCode = (
    reply: FastifyReply,
    activation: Entered<'phone-code'>,
    shown: { readonly errors?: FormErrors; readonly withheld?: Withheld; readonly usedUp?: boolean } = {},
  ) => {
    const { holder, code } = activation.state;
    const page = <PhoneCodePage masked={maskPhone(holder.phone)} code={code} now={ground.clock.now()} {...shown} />;
    return stepPage(reply, activation, page);
  };

  showStep(server, deps, 'phone', (activation, _request, reply) => showPhone(reply, activation));
  showStep(server, deps, 'phone-code', (activation, _request, reply) => showCode(reply, activation));

  takeStep(server, deps, 'phone', async (activation, _request, reply) => {
    const sending = await sendPhoneCode(ground, activation, hostname);
    if (!isWithheld(sending)) return goOn(deps, reply);
    // A second click found the first one's message on its way: on to its code.
    const now = await currentActivation(deps, reply);
    if (now?.state.step === 'phone-code') return goOn(deps, reply);
    return showPhone(retryAfter(reply, ground.clock.now(), sending), activation, sending);
  });

  takeStep(
    server,
    deps,
    'phone-code',
    async (activation, _request, reply) => {
      const sending = await sendPhoneCode(ground, activation, hostname);
      if (!isWithheld(sending)) return goOn(deps, reply);
      return showCode(retryAfter(reply, ground.clock.now(), sending), activation, { withheld: sending });
    },
    PHONE_CODE_AGAIN_PATH,
  );

  takeStep(server, deps, 'phone-code', async (activation, request, reply) => {
    const typed = readCode(request.body);
    if (typed === null) {
      return showCode(reply.code(422), activation, { errors: codeMissing(request.language) });
    }
    const check = await confirmPhone(ground, activation, typed);
    if (check.outcome === 'accepted' || check.outcome === 'moved') return goOn(deps, reply);
    return showCode(reply.code(422), activation, {
      errors: codeErrors(check, request.language),
      usedUp: isUsedUp(check),
    });
  });
}
