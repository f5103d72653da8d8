import { beginWithCard, expectCardSignIn, takeCardSignIn } from '@tessera/activation';
import { FISCAL_NUMBER, fiscalCodeIn, type PendingSignIn, type SignInResult } from '@tessera/rp';
import type { Fields } from '@tessera/web';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { CardRefusedPage, CardUnreachablePage } from './card-pages.tsx';
import type { CardSignIn } from './card-sign-in.ts';
import type { ActivationDeps } from './deps.ts';
import {
  CARD_PATH,
  CARD_REFUSED_PATH,
  CARD_RETURN_PATH,
  CARD_UNREACHABLE_PATH,
  START_PATH,
  STEP_PATHS,
} from './paths.ts';
import { goOn, keepToken } from './step-routes.tsx';

/** The level at which a card was read, and the one thing that the wizard asks of whoever holds it. */
const WISH = { level: 3, fresh: true, claims: [FISCAL_NUMBER] } as const;

const FORM_NAME_MAX = 64;

/** Nobody else can have written it: it was sealed by us, for this very place. */
const pendingIn = (memory: string): PendingSignIn => JSON.parse(memory) as PendingSignIn;

/** Step 1.1 with the card in hand: to the identity provider and back, and on at the phone (ACT-09, L3-02). */
export function cardRoute(server: FastifyInstance, { ground }: ActivationDeps, { service }: CardSignIn): void {
  server.get(CARD_PATH, (_request, reply) => reply.redirect(START_PATH, 303));
  server.get(CARD_REFUSED_PATH, (_request, reply) => reply.page(<CardRefusedPage />));
  server.get(CARD_UNREACHABLE_PATH, (_request, reply) => reply.page(<CardUnreachablePage />));

  server.post(CARD_PATH, async (request, reply) => {
    const pending = await service.begin({ ...WISH, languages: [request.language] });
    if (pending === null) return reply.redirect(CARD_UNREACHABLE_PATH, 303);
    const { form = '' } = (request.body ?? {}) as Fields;
    const underWay = { browser: reply.browser(), state: pending.state, form: form.slice(0, FORM_NAME_MAX) };
    const memory = await expectCardSignIn(ground, underWay, JSON.stringify(pending));
    return reply.redirect(pendingIn(memory).address, 303);
  });

  server.get<{ Querystring: Fields }>(CARD_RETURN_PATH, async (request, reply) => {
    const answer = new URLSearchParams(request.query);
    const underWay = { browser: reply.browser(), state: answer.get('state') ?? '' };
    const memory = await takeCardSignIn(ground, underWay);
    // A reload, the back button, another browser: to where this browser stands.
    if (memory === null) return goOn({ ground }, reply);
    return conclude(reply, await service.finish(answer, pendingIn(memory)));
  });

  const conclude = async (reply: FastifyReply, result: SignInResult): Promise<FastifyReply> => {
    if (result.outcome === 'refused') return reply.redirect(CARD_REFUSED_PATH, 303);
    const fiscalCode = result.outcome === 'signed-in' && result.level === 3 ? fiscalCodeIn(result.data) : null;
    const begun = fiscalCode === null ? null : await beginWithCard(ground, fiscalCode);
    if (begun === null) return reply.redirect(CARD_UNREACHABLE_PATH, 303);
    return keepToken(reply, begun.token).redirect(STEP_PATHS.phone, 303);
  };
}
