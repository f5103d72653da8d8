import type { CivilDate } from '@tessera/base';
import type { CardRefusal, Explanation, OpenLogin } from '@tessera/login';
import { Actions, Button, Callout, Form, useSay, useVisit } from '@tessera/web';
import { texts } from '../../texts/index.ts';
import { dayInWords } from '../../times.ts';
import { pathIn } from '../paths.ts';
import { LoginFrame } from './login-frame.tsx';

/** What a card is refused for has a page of its own. */
type Cause = Exclude<Explanation, CardRefusal>;

const TITLES = {
  'timed-out': 'timedOutTitle',
  'card-not-readable': 'levelTitle',
  'phone-not-proven': 'phoneTitle',
  minor: 'minorTitle',
} as const satisfies Readonly<Record<Cause, string>>;

export interface RefusedPageProps {
  readonly login: OpenLogin;
  readonly because: Cause;
  /** For a minor: the first day on which the service is open (MIN-05). */
  readonly openFrom: CivilDate | null;
}

/** Why the citizen cannot enter, what to do, and the way back to the service. */
export function RefusedPage({ login, because, openFrom }: RefusedPageProps) {
  const say = useSay(texts);
  return (
    <LoginFrame login={login} step={say(TITLES[because])}>
      <Callout kind="warning" title={say(TITLES[because])}>
        <Reason login={login} because={because} openFrom={openFrom} />
        <p>{say('nothingSent')}</p>
      </Callout>
      <Form action={pathIn(login, 'cancel')}>
        <Actions>
          <Button>{say('backToService')}</Button>
        </Actions>
      </Form>
    </LoginFrame>
  );
}

function Reason({ login, because, openFrom }: RefusedPageProps) {
  const say = useSay(texts);
  const { language } = useVisit();
  const { displayName: service, school } = login.request.relyingParty;
  switch (because) {
    case 'timed-out':
      return <p>{say('timedOutText')}</p>;
    case 'card-not-readable':
      return (
        <>
          <p>{say('levelText', { service })}</p>
          <p>{say('levelWhat')}</p>
        </>
      );
    case 'phone-not-proven':
      return <p>{say('phoneText')}</p>;
    case 'minor':
      return (
        <>
          <p>{say(school ? 'minorChildText' : 'minorText')}</p>
          {openFrom !== null && <p>{say('minorUntil', { service, date: dayInWords(language, openFrom) })}</p>}
        </>
      );
  }
}
