import { type Instant, randomToken } from '@tessera/base';
import { admittedOn, awaitsCode, type CodeSending, type OpenLogin, released } from '@tessera/login';
import { findCitizen } from '@tessera/registry';
import type { Fields, FormErrors } from '@tessera/web';
import type { FastifyReply } from 'fastify';
import type { VNode } from 'preact';
import { type LoginDeps, portalOf } from './deps.ts';
import { CodePage } from './pages/code-page.tsx';
import { ConsentPage } from './pages/consent-page.tsx';
import { CredentialsPage } from './pages/credentials-page.tsx';
import { AnsweredPage } from './pages/end-pages.tsx';
import { RefusedPage } from './pages/refused-page.tsx';

/** What a form that did not move the login has to say; its page is shown again with it. */
export interface Said {
  readonly errors?: FormErrors;
  readonly typed?: Fields;
  readonly waitUntil?: Instant;
  readonly notSent?: Exclude<CodeSending, { outcome: 'sent' }>;
}

/** Answers with the page of the login's step. Its forms may end at the service, and nowhere else. */
export async function showLogin(deps: LoginDeps, reply: FastifyReply, login: OpenLogin, said: Said = {}) {
  const view = await viewOf(deps, login, said);
  return reply.page(view, login.returnOrigin === null ? {} : { formAction: [login.returnOrigin] });
}

async function viewOf({ ground, settings }: LoginDeps, login: OpenLogin, said: Said): Promise<VNode> {
  const { state } = login;
  switch (state.step) {
    case 'awaiting-password': {
      const attempt = randomToken(ground.random);
      return <CredentialsPage login={login} attempt={attempt} portal={portalOf(settings)} {...said} />;
    }
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
