import { choosePassword, type Entered, problemsOfPassword } from '@tessera/activation';
import type { Fields, FormErrors } from '@tessera/web';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { agree, newPasswordErrors, typedPasswords } from '../new-password/new-password-errors.ts';
import type { ActivationDeps } from './deps.ts';
import { PasswordPage } from './password-page.tsx';
import { goOn, showStep, takeStep } from './step-routes.tsx';
import { texts } from './texts.ts';
import { stepPage } from './time-limit.tsx';

/** Step 2.3. */
export function passwordRoute(server: FastifyInstance, deps: ActivationDeps): void {
  const { ground } = deps;

  const show = (
    reply: FastifyReply,
    activation: Entered<'password'>,
    shown: { readonly errors?: FormErrors; readonly typed?: Fields } = {},
  ) => stepPage(reply, activation, <PasswordPage emailVerified={activation.state.email !== null} {...shown} />);

  showStep(server, deps, 'password', (activation, _request, reply) => show(reply, activation));

  takeStep(server, deps, 'password', async (activation, request, reply) => {
    const typed = typedPasswords(request.body);
    const { privacy = '' } = (request.body ?? {}) as Fields;
    const acknowledged = privacy === 'on';
    const choice =
      acknowledged && agree(typed)
        ? await choosePassword(ground, activation, typed.password)
        : { outcome: 'refused' as const, problems: await problemsOfPassword(ground, activation, typed.password) };
    if (choice.outcome !== 'refused') return goOn(deps, reply);

    const errors = [
      ...newPasswordErrors(typed, choice.problems, request.language),
      ...(acknowledged ? [] : [{ field: 'privacy', message: texts(request.language)('privacyMissing') }]),
    ];
    return show(reply.code(422), activation, { errors, typed: { privacy } });
  });
}
