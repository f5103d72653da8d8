import type { Instant } from '@tessera/base';
import type { AwaitingCode, CodeSending } from '@tessera/login';
import {
  Actions,
  Button,
  Callout,
  Countdown,
  exactTime,
  Form,
  type FormErrors,
  LaterButton,
  PasswordField,
  useSay,
  useVisit,
} from '@tessera/web';
import { texts } from '../../texts/index.ts';
import { pathIn } from '../paths.ts';
import { LoginFrame } from './login-frame.tsx';

export interface CodePageProps {
  readonly login: AwaitingCode;
  readonly attempt: string;
  readonly now: Instant;
  readonly errors?: FormErrors;
  /** What became of the message just asked for, where it did not leave. */
  readonly notSent?: Exclude<CodeSending, { outcome: 'sent' }>;
  /** What was typed last has used the code up: only another one helps. */
  readonly usedUp?: boolean;
}

/** The code sent by SMS, typed behind a mask (IDP-13, T-LOG-24); once it is good for nothing, the way to another. */
export function CodePage(props: CodePageProps) {
  const { login, now, errors = [], notSent, usedUp = false } = props;
  const say = useSay(texts);
  const { phoneEnding, sending } = login.state.code;
  const tooOld = sending.outcome === 'sent' && now >= sending.expiresAt;
  return (
    <LoginFrame login={login} step={say('codeHeading')} errors={errors}>
      <section class="tessera-card" aria-labelledby="codice">
        <h2 id="codice" class="h4">
          {say('codeHeading')}
        </h2>
        {tooOld && !usedUp && (
          <Callout kind="warning" first={errors.length === 0}>
            <p>{say('codeExpired')}</p>
          </Callout>
        )}
        {tooOld || usedUp ? (
          <AnotherCode {...props} main />
        ) : (
          <>
            <Sending sending={notSent ?? sending} ending={phoneEnding} />
            <TypeCode {...props} />
          </>
        )}
      </section>
      {!tooOld && !usedUp && (
        <section class="mt-4" aria-labelledby="altro-codice">
          <h2 id="altro-codice" class="h5">
            {say('notReceived')}
          </h2>
          <AnotherCode {...props} main={false} />
        </section>
      )}
      {login.request.minimumLevel === 1 && (
        <Form action={pathIn(login, 'level-1')}>
          <p class="mt-4">{say('goOnAtLevel1Text')}</p>
          <Button look="link">{say('goOnAtLevel1')}</Button>
        </Form>
      )}
    </LoginFrame>
  );
}

function TypeCode({ login, attempt, now }: CodePageProps) {
  const say = useSay(texts);
  const { sending } = login.state.code;
  const service = login.request.relyingParty.displayName;
  return (
    <Form action={pathIn(login, 'code')}>
      <input type="hidden" name="attempt" value={attempt} />
      <PasswordField name="code" label={say('codeLabel')} hint={say('codeHint', { service })} kind="one-time-code" />
      {sending.outcome === 'sent' && (
        <Countdown until={goodUntil(login, sending)} now={now} label={say('codeValidity')} atEnd="reload" />
      )}
      <Actions>
        <Button>{say('proceed')}</Button>
        <Button look="outline" formAction={pathIn(login, 'cancel')}>
          {say('cancel')}
        </Button>
      </Actions>
    </Form>
  );
}

/** `main`: the thing to do, beside the way out. */
function AnotherCode({ login, now, notSent, main }: CodePageProps & { readonly main: boolean }) {
  const say = useSay(texts);
  const latest = notSent ?? login.state.code.sending;
  return (
    <>
      {main && notSent !== undefined && <Sending sending={notSent} ending={login.state.code.phoneEnding} />}
      <Form action={pathIn(login, 'resend')}>
        <LaterButton from={nextMessageAt(latest)} now={now} main={main}>
          {say('resend')}
        </LaterButton>
      </Form>
      {main && (
        <Form action={pathIn(login, 'cancel')}>
          <Actions>
            <Button look="outline">{say('cancel')}</Button>
          </Actions>
        </Form>
      )}
    </>
  );
}

/** The code is good for this login alone, so no longer than it. */
const goodUntil = (login: AwaitingCode, { expiresAt }: Extract<CodeSending, { outcome: 'sent' }>): Instant =>
  Math.min(expiresAt, login.expiresAt);

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
          <p>{say('noCodeYet', { ending, time: exactTime(sending.until, language) })}</p>
        </Callout>
      );
    case 'too-many':
      return (
        <Callout kind="warning">
          <p>{say('tooManySms', { ending, time: exactTime(sending.until, language) })}</p>
        </Callout>
      );
  }
}
