import type { Instant } from '@tessera/base';
import type { OpenLogin } from '@tessera/login';
import {
  Actions,
  Button,
  Callout,
  exactTime,
  type Fields,
  Form,
  type FormErrors,
  PasswordField,
  TextField,
  useSay,
  useVisit,
} from '@tessera/web';
import { cardTexts } from '../../texts/card/index.ts';
import { texts } from '../../texts/index.ts';
import { pathIn } from '../paths.ts';
import { LoginFrame } from './login-frame.tsx';

export interface CredentialsPageProps {
  readonly login: OpenLogin;
  /** Random number of this very form. */
  readonly attempt: string;
  /** Origin of the portal: recovery and activation stand there. */
  readonly portal: string;
  readonly errors?: FormErrors;
  readonly typed?: Fields;
  /** This deployment reads cards (IDP-08). */
  readonly cards: boolean;
  /** No password is compared before (promise 5). */
  readonly waitUntil?: Instant;
}

/** "Entra con le tue credenziali CIE" (IDP-02..05). */
export function CredentialsPage(props: CredentialsPageProps) {
  const { login, attempt, portal, cards, errors = [], typed = {}, waitUntil } = props;
  const say = useSay(texts);
  return (
    <LoginFrame login={login} step={say('credentialsHeading')} errors={errors} typed={typed}>
      {waitUntil !== undefined && <WaitNotice until={waitUntil} portal={portal} />}
      <section class="tessera-card" aria-labelledby="credenziali">
        <h2 id="credenziali" class="h4">
          {say('credentialsHeading')}
        </h2>
        <Form action={pathIn(login, 'credentials')}>
          <input type="hidden" name="attempt" value={attempt} />
          <TextField name="username" label={say('username')} kind="username" />
          <PasswordField name="password" label={say('password')} kind="current" />
          <p>
            <a href={`${portal}/recupera-password`}>{say('forgotten')}</a>
          </p>
          <Actions>
            <Button>{say('proceed')}</Button>
            <Button look="outline" formAction={pathIn(login, 'cancel')}>
              {say('cancel')}
            </Button>
          </Actions>
        </Form>
        <p class="mt-4 mb-0">
          <a href={`${portal}/attiva`}>{say('notActive')}</a>
        </p>
      </section>
      {cards && <CardBox login={login} portal={portal} />}
    </LoginFrame>
  );
}

/** "Entra con lettura carta", beside every level that is asked (IDP-08, IDP-16). */
function CardBox({ login, portal }: { readonly login: OpenLogin; readonly portal: string }) {
  const say = useSay(cardTexts);
  return (
    <>
      <p class="my-4">{say('or')}</p>
      <section class="tessera-card" aria-labelledby="carta">
        <h2 id="carta" class="h4">
          {say('cardHeading')}
        </h2>
        <p>
          {say('cardText')} <a href={`${portal}/aiuto/livelli`}>{say('learnMore')}</a>
        </p>
        <Form action={pathIn(login, 'read-card')}>
          <Button look="outline">{say('readCard')}</Button>
        </Form>
      </section>
    </>
  );
}

function WaitNotice({ until, portal }: { readonly until: Instant; readonly portal: string }) {
  const say = useSay(texts);
  const { language } = useVisit();
  return (
    <div role="alert">
      <Callout kind="warning" title={say('waitTitle')}>
        <p>{say('waitText', { time: exactTime(until, language) })}</p>
        <p>
          <a href={`${portal}/recupera-password`}>{say('waitRecover')}</a>
        </p>
      </Callout>
    </div>
  );
}
