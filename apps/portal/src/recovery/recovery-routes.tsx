import { type Ground, parseCardSerial, randomToken } from '@tessera/base';
import {
  beginRecovery,
  parseOneTimeCode,
  type RecoveryStep,
  recoveryBegunBefore,
  recoveryOf,
  redeemRecoveryCode,
  resendRecoveryCode,
  setRecoveredPassword,
} from '@tessera/credentials';
import { type AppSettings, type Fields, type FormErrors, type RobotCheck, readForm, robotErrors } from '@tessera/web';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { portalTexts } from '../texts/index.ts';
import { RECOVERY_PATHS } from './paths.ts';
import { codeErrors, passwordErrors } from './recovery-messages.ts';
import { type CodeNews, CodePage, DonePage, NewPasswordPage, OverPage, StartPage } from './recovery-pages.tsx';

export interface RecoveryDeps {
  readonly ground: Ground;
  readonly settings: AppSettings;
  readonly robot: RobotCheck;
}

/** The cookie that ties a recovery to the browser that began it. */
const COOKIE = 'recovery';

/** The name of a form, drawn when it was shown: sent twice, it has one effect. Cut: a page of ours sends no longer one. */
const FormName = z.string().transform((name) => name.slice(0, 64));

/** Shape only: whether the name belongs to anybody is never looked at here (promise 7). */
const looksLikeName = (text: string): boolean =>
  parseCardSerial(text) !== null || /^[A-Z0-9]{16}$/.test(text.replace(/[\s.-]/g, '').toUpperCase());

const StartForm = z.object({
  form: FormName,
  username: z.string().max(100, 'recoverNameMissing').refine(looksLikeName, 'recoverNameMissing'),
  via: z.enum(['sms', 'email'], 'recoverViaMissing'),
});
const CodeForm = z.object({
  code: z
    .string()
    .max(64, 'codeMissing')
    .refine((text) => parseOneTimeCode(text) !== null, 'codeMissing'),
});
const PasswordForm = z
  .object({ form: FormName, password: z.string().min(1, 'passwordMissing'), passwordAgain: z.string() })
  .refine(({ password, passwordAgain }) => password === passwordAgain, {
    path: ['passwordAgain'],
    message: 'passwordAgainWrong',
  });

/** PWD-01..03: name, code, new password; each page has its own address, and only the browser that began goes on. */
export function recoveryRoutes(server: FastifyInstance, deps: RecoveryDeps): void {
  startRoutes(server, deps);
  codeRoutes(server, deps);
  passwordRoutes(server, deps);
}

function startRoutes(server: FastifyInstance, { ground, settings, robot }: RecoveryDeps): void {
  const { hostname: host } = new URL(settings.origin);
  const show = (reply: FastifyReply, shown: { errors?: FormErrors; typed?: Fields } = {}) =>
    reply.page(<StartPage question={robot.ask(reply)} form={randomToken(ground.random)} {...shown} />);

  server.get(RECOVERY_PATHS.start, (_request, reply) => show(reply));

  server.post(RECOVERY_PATHS.start, async (request, reply) => {
    const { language } = request;
    const form = readForm(StartForm, request.body, portalTexts(language));
    const { typed } = form;
    if (form.outcome === 'invalid') return show(reply.code(422), { errors: form.errors, typed });
    const filledIn = { ...form.value, browser: reply.browser() };
    const human = await robot.check(reply, request.body, (sql) =>
      beginRecovery(sql, ground, { ...filledIn, language, host }),
    );
    // A form that was sent before has its recovery already, and its robot check is spent: it needs no other.
    const begun = await recoveryBegunBefore(ground, filledIn);
    if (begun === null) return show(reply.code(422), { errors: robotErrors(human, language), typed });
    return reply.setAppCookie(COOKIE, begun.token).redirect(RECOVERY_PATHS.code, 303);
  });
}

function codeRoutes(server: FastifyInstance, deps: RecoveryDeps): void {
  const { ground, settings } = deps;
  const { hostname: host } = new URL(settings.origin);

  const show = (
    reply: FastifyReply,
    recovery: Extract<RecoveryStep, { step: 'code' }>,
    shown: { news?: CodeNews; errors?: FormErrors } = {},
  ) => reply.page(<CodePage recovery={recovery} now={ground.clock.now()} {...shown} />);

  server.get<{ Querystring: Fields }>(RECOVERY_PATHS.code, (request, reply) =>
    atStep('code', deps, reply, (recovery) => {
      const news = NEWS[request.query['esito'] ?? ''];
      return show(reply, recovery, news === undefined ? {} : { news });
    }),
  );

  server.post(RECOVERY_PATHS.code, (request, reply) =>
    atStep('code', deps, reply, async (recovery, token) => {
      const { language } = request;
      const form = readForm(CodeForm, request.body, portalTexts(language));
      if (form.outcome === 'invalid') return show(reply.code(422), recovery, { errors: form.errors });
      const check = await redeemRecoveryCode(ground, { token, typed: form.value.code });
      if (check.outcome === 'accepted') return reply.redirect(RECOVERY_PATHS.password, 303);
      // Used up already: by this very code, on a second click, it has done its work.
      const now = await recoveryOf(ground, token);
      if (now?.step === 'password') return reply.redirect(RECOVERY_PATHS.password, 303);
      return show(reply.code(422), recovery, { errors: codeErrors(check, language) });
    }),
  );

  server.post(RECOVERY_PATHS.codeAgain, (request, reply) =>
    atStep('code', deps, reply, async (recovery, token) => {
      const sent = await resendRecoveryCode(ground, { token, language: request.language, host });
      const outcome = sent ? 'inviato' : recovery.resendAt === null ? 'esaurito' : 'presto';
      return reply.redirect(`${RECOVERY_PATHS.code}?esito=${outcome}`, 303);
    }),
  );
}

const NEWS: Readonly<Record<string, CodeNews>> = {
  inviato: 'codeSentAgain',
  presto: 'codeTooEarly',
  esaurito: 'codeNoMore',
};

function passwordRoutes(server: FastifyInstance, deps: RecoveryDeps): void {
  const { ground } = deps;
  const show = (reply: FastifyReply, errors: FormErrors = []) =>
    reply.page(<NewPasswordPage form={randomToken(ground.random)} errors={errors} />);

  server.get(RECOVERY_PATHS.password, (_request, reply) => atStep('password', deps, reply, () => show(reply)));

  server.post(RECOVERY_PATHS.password, async (request, reply) => {
    const { language } = request;
    const form = readForm(PasswordForm, request.body, portalTexts(language));
    const token = reply.appCookie(COOKIE);
    if (token === undefined || form.outcome === 'invalid') {
      const errors = form.outcome === 'invalid' ? form.errors : [];
      return atStep('password', deps, reply, () => show(reply.code(422), errors));
    }
    // Its own door: the recovery may be finished, by this very form.
    const recovery = await setRecoveredPassword(ground, { token, ...form.value });
    switch (recovery.outcome) {
      case 'changed':
        return reply.forgetAppCookie(COOKIE).redirect(RECOVERY_PATHS.done, 303);
      case 'refused':
        return show(reply.code(422), passwordErrors(recovery.problems, language));
      case 'expired':
        return atStep('password', deps, reply, () => reply.code(410).page(<OverPage />));
    }
  });

  server.get(RECOVERY_PATHS.done, (_request, reply) => reply.page(<DonePage />));
}

/** Lets in who stands at this step. Behind or ahead: to where the recovery stands. Over: a page that says so. */
async function atStep<Step extends RecoveryStep['step']>(
  step: Step,
  { ground }: RecoveryDeps,
  reply: FastifyReply,
  enter: (recovery: Extract<RecoveryStep, { step: Step }>, token: string) => FastifyReply | Promise<FastifyReply>,
): Promise<FastifyReply> {
  const token = reply.appCookie(COOKIE);
  if (token === undefined) return reply.redirect(RECOVERY_PATHS.start, 303);
  const recovery = await recoveryOf(ground, token);
  if (recovery === null) return reply.code(410).page(<OverPage />);
  if (recovery.step !== step) return reply.redirect(RECOVERY_PATHS[recovery.step], 303);
  return enter(recovery as Extract<RecoveryStep, { step: Step }>, token);
}
