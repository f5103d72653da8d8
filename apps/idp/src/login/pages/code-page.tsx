import type { Instant } from '@tessera/base';
import type { AwaitingCode, CodeSending } from '@tessera/login';
import {
  Actions,
  Button,
  Callout,
  Countdown,
  Form,
  type FormErrors,
  LaterButton,
  PasswordField,
  useSay,
  useVisit,
} from '@tessera/web';
import { texts } from '../../texts/index.ts';
import { exactTime } from '../../times.ts';
import { pathIn } from '../paths.ts';
import { LoginFrame } from './login-frame.tsx';

export interface CodePageProps {
  readonly login: AwaitingCode;
  readonly attempt: string;
  readonly now: Instant;
  readonly errors?: FormErrors;
  /** What became of the message just asked for, where it did not leave. */
  readonly notSent?: Exclude<CodeSending, { outcome: 'sent' }>;
}

/** The code sent by SMS, typed behind a mask (IDP-13, T-LOG-24). */
export function CodePage({ login, attempt, now, errors = [], notSent }: CodePageProps) {
  const say = useSay(texts);
  const service = login.request.relyingParty.displayName;
  const { phoneEnding, sending } = login.state.code;
  const latest = notSent ?? sending;
  return (
    <LoginFrame login={login} errors={errors}>
      <section class="tessera-card" aria-labelledby="codice">
        <h2 id="codice" class="h4">
          {say('codeHeading')}
        </h2>
        <Sending sending={latest} ending={phoneEnding} />
        <Form action={pathIn(login, 'code')}>
          <input type="hidden" name="attempt" value={attempt} />
          <PasswordField
            name="code"
            label={say('codeLabel')}
            hint={say('codeHint', { service })}
            kind="one-time-code"
          />
          {sending.outcome === 'sent' && <Countdown until={sending.expiresAt} now={now} label={say('codeValidity')} />}
          <Actions>
            <Button>{say('proceed')}</Button>
            <Button look="outline" formAction={pathIn(login, 'cancel')}>
              {say('cancel')}
            </Button>
          </Actions>
        </Form>
      </section>
      <section class="mt-4" aria-labelledby="altro-codice">
        <h2 id="altro-codice" class="h5">
          {say('notReceived')}
        </h2>
        <Form action={pathIn(login, 'resend')}>
          <LaterButton from={nextMessageAt(latest)} now={now}>
            {say('resend')}
          </LaterButton>
        </Form>
      </section>
      {login.request.minimumLevel === 1 && (
        <Form action={pathIn(login, 'level-1')}>
          <p class="mt-4">{say('goOnAtLevel1Text')}</p>
          <Button look="link">{say('goOnAtLevel1')}</Button>
        </Form>
      )}
    </LoginFrame>
  );
}

const nextMessageAt = (sending: CodeSending): Instant =>
  sending.outcome === 'sent' ? sending.resendAt : sending.until;

function Sending({ sending, ending }: { readonly sending: CodeSending; readonly ending: string }) {
  const say = useSay(texts);
  const { language } = useVisit();
  switch (sending.outcome) {
    case 'sent':
      return <p>{say('codeSent', { ending })}</p>;
    case 'wait':
      return (
        <Callout kind="info">
          <p>{say('noCodeYet', { ending, time: exactTime(language, sending.until) })}</p>
        </Callout>
      );
    case 'too-many':
      return (
        <Callout kind="warning">
          <p>{say('tooManySms', { ending, time: exactTime(language, sending.until) })}</p>
        </Callout>
      );
  }
}
