import { choosePassword, type Entered } from '@tessera/activation';
import type { PasswordProblem } from '@tessera/credentials';
import { type Fields, type FormError, type FormErrors, readForm } from '@tessera/web';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import type { ActivationDeps } from './deps.ts';
import { PasswordPage } from './password-page.tsx';
import { goOn, showStep, takeStep } from './step-routes.tsx';
import { texts } from './texts.ts';
import { stepPage } from './time-limit.tsx';

const PasswordForm = z.object({
  password: z.string().min(1, 'passwordMissing'),
  passwordAgain: z.string(),
  privacy: z.literal('on', 'privacyMissing'),
});

/** In the order of the list on the page: the first one that is broken is said. */
const MESSAGES = {
  'too-short': 'passwordLength',
  'too-long': 'passwordLength',
  'no-upper-case': 'passwordCases',
  'no-lower-case': 'passwordCases',
  'no-digit': 'passwordDigit',
  'no-symbol': 'passwordSymbol',
  'repeated-character': 'passwordRuns',
  common: 'passwordCommon',
  personal: 'passwordPersonal',
} as const satisfies Readonly<Record<PasswordProblem, string>>;

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
    const say = texts(request.language);
    const read = readForm(PasswordForm, request.body, say);
    const errors: FormError[] = read.outcome === 'invalid' ? [...read.errors] : [];
    const { password = '', passwordAgain = '', privacy = '' } = read.typed;
    if (password !== '' && password !== passwordAgain) {
      errors.unshift({ field: 'passwordAgain', message: say('passwordDiffers') });
    }
    const again = (problems: FormErrors) => show(reply.code(422), activation, { errors: problems, typed: { privacy } });
    if (errors.length > 0) return again(errors);

    const choice = await choosePassword(ground, activation, password);
    if (choice.outcome !== 'refused') return goOn(deps, reply);
    const messages = [...new Set(choice.problems.map((problem) => say(MESSAGES[problem])))];
    return again(messages.slice(0, 1).map((message) => ({ field: 'password', message })));
  });
}
