import type { Level } from '@tessera/assurance';
import type { Instant } from '@tessera/base';
import { aimOf, isCardRefusal, type OpenLogin } from '@tessera/login';
import { type Fields, type FormErrors, Page, TimeLimit, timeOfDay, useSay, useVisit } from '@tessera/web';
import { type ComponentChildren, createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { texts } from '../../texts/index.ts';

/** The level that the page's title names: the one aimed at, or the one that cannot be reached. */
export function titleLevel({ request, state }: OpenLogin): Level {
  if (state.step === 'choosing-card-way' || state.step === 'awaiting-card') return 3;
  if (state.step === 'refused' && isCardRefusal(state.because)) return 3;
  return state.step === 'awaiting-password' ? state.aim : (aimOf(request) ?? request.minimumLevel);
}

/** When the page is made. */
export const NowContext = createContext<Instant>(0);

export interface LoginFrameProps {
  readonly login: OpenLogin;
  /** "RICHIESTA D'ACCESSO CIE LIVELLO 2" where it is absent (IDP-02). */
  readonly title?: string;
  /** What this page is for, in the title of its window. */
  readonly step?: string;
  readonly errors?: FormErrors;
  readonly typed?: Fields;
  readonly scripts?: readonly string[];
  readonly children: ComponentChildren;
}

/** What all pages of a login share: whose request it is, and until when. Few ways out: no menu. */
export function LoginFrame({ login, title, step, errors, typed, scripts, children }: LoginFrameProps) {
  const say = useSay(texts);
  const { language } = useVisit();
  const stands = login.state.step;
  const isOpen = stands !== 'refused' && stands !== 'answered';
  const now = useContext(NowContext);
  return (
    <Page
      title={title ?? say('requestTitle', { level: titleLevel(login) })}
      step={step}
      procedure={say('procedure')}
      lead={<strong>{login.request.relyingParty.displayName}</strong>}
      errors={errors ?? []}
      typed={typed ?? {}}
      scripts={scripts ?? []}
    >
      <div class="row">
        <div class="col-12 col-lg-8">
          {children}
          {isOpen && (
            <TimeLimit until={login.expiresAt} now={now} nearEnd={say('timeNearEnd')}>
              {say('timeLimit', { time: timeOfDay(login.expiresAt, language) })}
            </TimeLimit>
          )}
        </div>
      </div>
    </Page>
  );
}
