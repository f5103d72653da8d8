import { type Ground, parseCardSerial, randomToken } from '@tessera/base';
import {
  beginRecovery,
  keepRecovery,
  type PasswordProblem,
  problemsOfNewPassword,
  type RecoveryStep,
  recoveryBegunBefore,
  recoveryOf,
  redeemRecoveryCode,
  resendRecoveryCode,
  setRecoveredPassword,
} from '@tessera/credentials';
import {
  type AppSettings,
  type Fields,
  type FormErrors,
  type RobotCheck,
  readForm,
  robotErrors,
  unansweredRobot,
} from '@tessera/web';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { agree, newPasswordErrors, typedPasswords } from '../new-password/new-password-errors.ts';
import { codeErrors, codeMissing, isUsedUp, readCode } from '../one-time-code/code-form.ts';
import { portalTexts } from '../texts/index.ts';
import { RECOVERY_PATHS } from './paths.ts';
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
const formName = (body: unknown): string => FormName.catch('').parse(((body ?? {}) as Fields)['form']);

/** Shape only: whether the name belongs to anybody is never looked at here (promise 7). */
const looksLikeName = (text: string): boolean =>
  parseCardSerial(text) !== null || /^[A-Z0-9]{16}$/.test(text.replace(/[\s.-]/g, '').toUpperCase());

const StartForm = z.object({
  form: FormName,
  username: z.string().max(100, 'recoverNameMissing').refine(looksLikeName, 'recoverNameMissing'),
  via: z.enum(['sms', 'email'], 'recoverViaMissing'),
});
/** PWD-01..03: name, code, new password; each page has its own address, and only the browser that began goes on. */
export function recoveryRoutes(server: FastifyInstance, deps: RecoveryDeps): void {
  startRoutes(server, deps);
  codeRoutes(server, deps);
  passwordRoutes(server, deps);
  moreTimeRoute(server, deps);
}

function startRoutes(server: FastifyInstance, { ground, settings, robot }: RecoveryDeps): void {
  const { hostname: host } = new URL(settings.origin);
  /** `unchecked`: a form whose robot check was not looked at yet. */
  const show = (reply: FastifyReply, shown: { errors?: FormErrors; typed?: Fields } = {}, unchecked?: unknown) =>
    reply.page(<StartPage question={robot.ask(reply, unchecked)} form={randomToken(ground.random)} {...shown} />);

  server.get(RECOVERY_PATHS.start, (_request, reply) => show(reply));

  server.post(RECOVERY_PATHS.start, async (request, reply) => {
    const { language } = request;
    const form = readForm(StartForm, request.body, portalTexts(language));
    const { typed } = form;
    if (form.outcome === 'invalid') {
      const errors = [...form.errors, ...unansweredRobot(request.body, language)];
      return show(reply.code(422), { errors, typed }, request.body);
    }
    const filledIn = { ...form.value, browser: reply.browser() };
    const human = await robot.check(reply, request.body, (sql) => beginRecovery(sql, ground, { ...filledIn, host }));
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
    shown: { news?: CodeNews; errors?: FormErrors; usedUp?: boolean } = {},
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
      const typed = readCode(request.body);
      if (typed === null) return show(reply.code(422), recovery, { errors: codeMissing(language) });
      const check = await redeemRecoveryCode(ground, { token, typed });
      if (check.outcome === 'accepted') return reply.redirect(RECOVERY_PATHS.password, 303);
      // Used up already: by this very code, on a second click, it has done its work.
      const now = await recoveryOf(ground, token);
      if (now?.step === 'password') return reply.redirect(RECOVERY_PATHS.password, 303);
      return show(reply.code(422), recovery, { errors: codeErrors(check, language), usedUp: isUsedUp(check) });
    }),
  );

  server.post(RECOVERY_PATHS.codeAgain, (_request, reply) =>
    atStep('code', deps, reply, async (recovery, token) => {
      const sent = await resendRecoveryCode(ground, { token, host });
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
  const show = (reply: FastifyReply, { expiresAt }: RecoveryStep, errors: FormErrors = []) =>
    reply.page(<NewPasswordPage form={randomToken(ground.random)} until={expiresAt} errors={errors} />);

  server.get(RECOVERY_PATHS.password, (_request, reply) =>
    atStep('password', deps, reply, (recovery) => show(reply, recovery)),
  );

  server.post(RECOVERY_PATHS.password, async (request, reply) => {
    const typed = typedPasswords(request.body);
    const form = formName(request.body);
    const again = (problems: readonly PasswordProblem[]) =>
      atStep('password', deps, reply, (recovery) =>
        show(reply.code(422), recovery, newPasswordErrors(typed, problems, request.language)),
      );
    const { password } = typed;
    const token = reply.appCookie(COOKIE);
    if (token === undefined) return over(reply);
    if (!agree(typed)) return again(await problemsOfNewPassword(ground, { token, password }));
    // Its own door: the recovery may be finished, by this very form.
    const recovery = await setRecoveredPassword(ground, { token, password, form });
    switch (recovery.outcome) {
      case 'changed':
        return reply.forgetAppCookie(COOKIE).redirect(RECOVERY_PATHS.done, 303);
      case 'refused':
        return again(recovery.problems);
      case 'expired':
        return atStep('password', deps, reply, () => over(reply));
    }
  });

  server.get(RECOVERY_PATHS.done, (_request, reply) => reply.page(<DonePage />));
}

/** The button beside the time limit: half an hour more, and back to the step in hand. */
function moreTimeRoute(server: FastifyInstance, { ground }: RecoveryDeps): void {
  server.post(RECOVERY_PATHS.moreTime, async (_request, reply) => {
    const token = reply.appCookie(COOKIE) ?? '';
    await keepRecovery(ground, token);
    const recovery = await recoveryOf(ground, token);
    return reply.redirect(RECOVERY_PATHS[recovery?.step ?? 'code'], 303);
  });
}

/**
 * Lets in who stands at this step. Behind or ahead: to where the recovery stands. Over, or a form of another browser: a
 * page that says so, at the step's own address, where reload and the language switch find it again.
 */
async function atStep<Step extends RecoveryStep['step']>(
  step: Step,
  { ground }: RecoveryDeps,
  reply: FastifyReply,
  enter: (recovery: Extract<RecoveryStep, { step: Step }>, token: string) => FastifyReply | Promise<FastifyReply>,
): Promise<FastifyReply> {
  const { method, routeOptions } = reply.request;
  const token = reply.appCookie(COOKIE);
  if (token === undefined && method === 'GET') return reply.redirect(RECOVERY_PATHS.start, 303);
  const recovery = token === undefined ? null : await recoveryOf(ground, token);
  if (token === undefined || recovery === null) {
    return routeOptions.url === RECOVERY_PATHS[step] ? over(reply) : reply.redirect(RECOVERY_PATHS[step], 303);
  }
  if (recovery.step !== step) return reply.redirect(RECOVERY_PATHS[recovery.step], 303);
  return enter(recovery as Extract<RecoveryStep, { step: Step }>, token);
}

const over = (reply: FastifyReply): FastifyReply => reply.code(410).page(<OverPage />);
