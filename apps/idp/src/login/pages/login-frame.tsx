import type { Level } from '@tessera/assurance';
import { aimOf, isCardRefusal, type OpenLogin } from '@tessera/login';
import { type Fields, type FormErrors, Page, timeOfDay, useSay, useVisit } from '@tessera/web';
import type { ComponentChildren } from 'preact';
import { texts } from '../../texts/index.ts';

/** The level that the page's title names: the one aimed at, or the one that cannot be reached. */
export function titleLevel({ request, state }: OpenLogin): Level {
  if (state.step === 'choosing-card-way' || state.step === 'awaiting-card') return 3;
  if (state.step === 'refused' && isCardRefusal(state.because)) return 3;
  return state.step === 'awaiting-password' ? state.aim : (aimOf(request) ?? request.minimumLevel);
}

export interface LoginFrameProps {
  readonly login: OpenLogin;
  /** "RICHIESTA D'ACCESSO CIE LIVELLO 2" where it is absent (IDP-02). */
  readonly title?: string;
  readonly errors?: FormErrors;
  readonly typed?: Fields;
  readonly scripts?: readonly string[];
  readonly children: ComponentChildren;
}

/** What all pages of a login share: whose request it is, and until when. Few ways out: no menu. */
export function LoginFrame({ login, title, errors, typed, scripts, children }: LoginFrameProps) {
  const say = useSay(texts);
  const { language } = useVisit();
  const { step } = login.state;
  const isOpen = step !== 'refused' && step !== 'answered';
  return (
    <Page
      title={title ?? say('requestTitle', { level: titleLevel(login) })}
      procedure={say('procedure')}
      lead={<strong>{login.request.relyingParty.displayName}</strong>}
      errors={errors ?? []}
      typed={typed ?? {}}
      scripts={scripts ?? []}
    >
      <div class="row">
        <div class="col-12 col-lg-8">
          {children}
          {isOpen && <p class="field-hint mt-4">{say('timeLimit', { time: timeOfDay(login.expiresAt, language) })}</p>}
        </div>
      </div>
    </Page>
  );
}
