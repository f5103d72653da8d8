import { isCode } from '@tessera/ias';
import { Problem } from '@tessera/web';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { ACCESS_COOKIE, type AccessRequest } from '../access/requests.ts';
import { FIRST_HALF_LENGTH, type Signed, signChallenge } from '../card/acts.ts';
import { failureErrors } from '../card/failure.ts';
import type { SoftwareCieDeps } from '../deps.ts';
import { diagnoseCard } from '../diagnosis.ts';
import { comesFromProvider } from '../own-doors.ts';
import { AccessPage, type AccessPageProps, type AccessRefusal, AccessRefusedPage } from '../pages/access-pages.tsx';
import { PATHS } from '../paths.ts';
import { secretIn, textIn } from '../secret-form.ts';
import { texts } from '../texts/index.ts';
import { deliberationIn } from './deliberation-in.ts';
import { interruptedAt, interruptionIn } from './interruption.ts';

const STATUS = { over: 410, 'not-its-own': 403, 'clock-wrong': 409, 'provider-unreachable': 503 } as const;

/** Level 3: who asks, the PIN, the signature, and the way back. */
export function accessRoutes(server: FastifyInstance, deps: SoftwareCieDeps): void {
  const { provider, requests } = deps;

  server.post(PATHS.access, { config: { fromOtherSites: true } }, async (request, reply) => {
    if (!comesFromProvider(request, provider.origin)) throw new Problem(403, 'not from the provider’s page');
    const text = textIn(request.body, 'challenge');
    const checked = await provider.check(text);
    if (checked.outcome !== 'valid') return refuse(reply, deps, checked.outcome);
    const token = requests.receive(text, checked.challenge);
    if (token === null) return refuse(reply, deps, 'over', checked.challenge.back);
    return reply.setAppCookie(ACCESS_COOKIE, token).redirect(PATHS.accessPin, 303);
  });

  server.get(PATHS.accessPin, async (request, reply) => {
    const token = reply.appCookie(ACCESS_COOKIE);
    const asked = requests.find(token);
    if (asked === null) return refuse(reply, deps, 'over', requests.wayBack(token));
    return showAccess(reply, deps, asked, { interrupted: interruptionIn(request) });
  });

  server.post(PATHS.accessPin, async (request, reply) => {
    const pin = secretIn(request.body, 'pin');
    try {
      const token = reply.appCookie(ACCESS_COOKIE) ?? '';
      const asked = requests.find(token);
      if (asked === null) return refuse(reply, deps, 'over', requests.wayBack(token));
      const say = texts(request.language);
      if (!isCode(pin) && pin.length !== FIRST_HALF_LENGTH) {
        const errors = [{ field: 'pin', message: say('pinOrHalfMissing') }];
        return await showAccess(reply.code(422), deps, asked, { errors });
      }
      const result = await signChallenge(deps, {
        challenge: asked.text,
        pin,
        pair: textIn(request.body, 'pair') === 'on',
        given: deliberationIn(request.body, request.language),
      });
      if (result.outcome === 'signed') return await bring(reply, deps, asked, token, result);
      if (result.outcome === 'interrupted') return reply.redirect(interruptedAt(PATHS.accessPin, result.tryUsed), 303);
      return await showAccess(reply.code(422), deps, asked, { errors: failureErrors(result, say), failure: result });
    } finally {
      pin.fill(0);
    }
  });

  server.post(PATHS.accessCancel, async (_request, reply) => {
    const token = reply.appCookie(ACCESS_COOKIE) ?? '';
    const back = requests.find(token)?.challenge.back;
    requests.end(token);
    return reply.forgetAppCookie(ACCESS_COOKIE).redirect(provider.within(back), 303);
  });
}

/** The provider decides what the proof is worth, and says so on its own page. */
async function bring(
  reply: FastifyReply,
  deps: SoftwareCieDeps,
  asked: AccessRequest,
  token: string,
  { certificate, signature }: Signed,
): Promise<FastifyReply> {
  const { provider, requests } = deps;
  const answer = await provider.bring({
    challenge: asked.text,
    certificate: base64(certificate),
    signature: base64(signature),
  });
  // It may be tried again while it is good: the card signs the same once more, with the PIN typed once more.
  if (answer.outcome === 'provider-unreachable')
    return showAccess(reply.code(503), deps, asked, { providerSilent: true });
  requests.end(token);
  reply.forgetAppCookie(ACCESS_COOKIE);
  if (answer.continue === null) return refuse(reply, deps, 'over', asked.challenge.back);
  return reply.redirect(provider.within(answer.continue), 303);
}

/** Its form ends at the provider: browsers hold redirects to `form-action` too. */
const showAccess = async (
  reply: FastifyReply,
  deps: SoftwareCieDeps,
  { challenge }: AccessRequest,
  rest: Omit<AccessPageProps, 'challenge' | 'now' | 'diagnosis'> = {},
): Promise<FastifyReply> => {
  const now = deps.clock.now();
  const page = <AccessPage challenge={challenge} now={now} diagnosis={await diagnoseCard(deps, now)} {...rest} />;
  return reply.page(page, { formAction: [deps.provider.origin] });
};

/** `back`: the login that asked, where it is known; a new request is one press away there. */
const refuse = (
  reply: FastifyReply,
  { provider }: SoftwareCieDeps,
  why: AccessRefusal,
  back: string | null = null,
): FastifyReply => reply.code(STATUS[why]).page(<AccessRefusedPage why={why} back={provider.within(back)} />);

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
