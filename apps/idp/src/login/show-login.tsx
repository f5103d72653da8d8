import { type Instant, randomToken } from '@tessera/base';
import { admittedOn, awaitsCode, type CodeSending, isCardRefusal, type OpenLogin, released } from '@tessera/login';
import { findCitizen } from '@tessera/registry';
import type { Fields, FormErrors, PageOrigins } from '@tessera/web';
import type { FastifyReply } from 'fastify';
import type { VNode } from 'preact';
import { type LoginDeps, offersCards, portalOf } from './deps.ts';
import { CardPage } from './pages/card-page.tsx';
import { CardRefusedPage } from './pages/card-refused-page.tsx';
import { CodePage } from './pages/code-page.tsx';
import { ComputerPage } from './pages/computer-page.tsx';
import { ConsentPage } from './pages/consent-page.tsx';
import { CredentialsPage } from './pages/credentials-page.tsx';
import { AnsweredPage } from './pages/end-pages.tsx';
import { HandOverPage } from './pages/hand-over-page.tsx';
import { NowContext } from './pages/login-frame.tsx';
import { RefusedPage } from './pages/refused-page.tsx';

/** What a form that did not move the login has to say; its page is shown again with it. */
export interface Said {
  readonly errors?: FormErrors;
  readonly typed?: Fields;
  readonly waitUntil?: Instant;
  readonly notSent?: Exclude<CodeSending, { outcome: 'sent' }>;
  /** What was typed has used the code up. */
  readonly usedUp?: boolean;
}

/** Answers with the page of the login's step. Its forms may end at the service, at the TLS door, and nowhere else. */
export async function showLogin(deps: LoginDeps, reply: FastifyReply, login: OpenLogin, said: Said = {}) {
  const view = await viewOf(deps, login, said);
  const page = <NowContext.Provider value={deps.ground.clock.now()}>{view}</NowContext.Provider>;
  return reply.page(page, originsOf(deps, login));
}

/** Only the page that leads to a door names it. */
function originsOf({ card }: LoginDeps, { returnOrigin, state }: OpenLogin): PageOrigins {
  const atDoors = state.step === 'awaiting-card';
  const formAction = [returnOrigin, atDoors ? card?.door : null].filter((origin) => typeof origin === 'string');
  const connect = atDoors && card?.softwareCie !== undefined ? [card.softwareCie] : [];
  return { formAction, connect };
}

/** Hands the challenge to Software CIE: the one page whose form may end there. */
export const showHandOver = (
  reply: FastifyReply,
  login: OpenLogin,
  { softwareCie, challenge }: { readonly softwareCie: string; readonly challenge: string },
): FastifyReply =>
  reply.page(<HandOverPage login={login} action={`${softwareCie}/accesso`} challenge={challenge} />, {
    formAction: [softwareCie],
  });

async function viewOf(deps: LoginDeps, login: OpenLogin, said: Said): Promise<VNode> {
  const { ground, settings } = deps;
  const { state } = login;
  switch (state.step) {
    case 'awaiting-password': {
      const attempt = randomToken(ground.random);
      const portal = portalOf(settings);
      return <CredentialsPage login={login} attempt={attempt} portal={portal} cards={offersCards(deps)} {...said} />;
    }
    case 'choosing-card-way':
      return <CardPage login={login} />;
    case 'awaiting-card':
      return <ComputerPage login={login} trouble={state.trouble} doors={deps.card ?? {}} portal={portalOf(settings)} />;
    case 'awaiting-code': {
      if (!awaitsCode(login)) throw new Error('a step is what it says');
      const attempt = randomToken(ground.random);
      return <CodePage login={login} attempt={attempt} now={ground.clock.now()} {...said} />;
    }
    case 'awaiting-consent': {
      const citizen = await citizenOf(ground, state.proof.citizenId);
      const data = released(login.request, citizen);
      return <ConsentPage login={login} proof={state.proof} data={data} accesses={`${settings.origin}/accesses`} />;
    }
    case 'refused': {
      if (isCardRefusal(state.because)) return <CardRefusedPage login={login} because={state.because} />;
      if (state.because !== 'minor') return <RefusedPage login={login} because={state.because} openFrom={null} />;
      const { birthDate } = await citizenOf(ground, state.citizenId);
      const openFrom = admittedOn(login.request.relyingParty, birthDate);
      return <RefusedPage login={login} because="minor" openFrom={openFrom} />;
    }
    case 'answered':
      return <AnsweredPage login={login} />;
  }
}

async function citizenOf({ database, keys }: LoginDeps['ground'], id: string) {
  const citizen = await findCitizen(database, keys, id);
  if (citizen === null) throw new Error('a login of nobody');
  return citizen;
}
