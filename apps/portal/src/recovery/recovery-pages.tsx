import type { Instant } from '@tessera/base';
import type { RecoveryStep } from '@tessera/credentials';
import {
  Actions,
  type AskedQuestion,
  Button,
  Callout,
  type Fields,
  Form,
  type FormErrors,
  LinkButton,
  MoreTime,
  Page,
  type PageProps,
  Radios,
  RobotField,
  TextField,
  useSay,
} from '@tessera/web';
import { NewPasswordFields } from '../new-password/new-password-fields.tsx';
import { CodeEntry } from '../one-time-code/code-entry.tsx';
import { portalTexts } from '../texts/index.ts';
import { RECOVERY_PATHS } from './paths.ts';

/** Like the wizard: no menu, so fewer ways out. */
function RecoveryPage(page: Omit<PageProps, 'breadcrumb' | 'procedure'>) {
  const say = useSay(portalTexts);
  return <Page {...page} procedure={say('breadcrumbRecover')} breadcrumb={[{ text: say('breadcrumbRecover') }]} />;
}

export interface StartPageProps {
  readonly question: AskedQuestion;
  /** Names this very form, so that sending it twice is one recovery. */
  readonly form: string;
  readonly errors?: FormErrors;
  readonly typed?: Fields;
}

/** Who, and where the code goes. Nothing here tells whether the name belongs to anybody. */
export function StartPage({ question, form, errors = [], typed = {} }: StartPageProps) {
  const say = useSay(portalTexts);
  return (
    <RecoveryPage title={say('recoverTitle')} lead={say('recoverLead')} errors={errors} typed={typed}>
      <Form action={RECOVERY_PATHS.start} required>
        <input type="hidden" name="form" value={form} autocomplete="off" />
        <TextField
          name="username"
          label={say('recoverName')}
          hint={say('recoverNameHint')}
          kind="code"
          autocomplete="username"
          size={16}
          required
        />
        <Radios
          name="via"
          label={say('recoverVia')}
          value="sms"
          required
          choices={[
            { value: 'sms', label: say('viaSms'), hint: say('viaSmsHint') },
            { value: 'email', label: say('viaEmail'), hint: say('viaEmailHint') },
          ]}
        />
        <RobotField question={question} />
        <Actions>
          <Button>{say('next')}</Button>
          <LinkButton href="/" look="outline">
            {say('cancel')}
          </LinkButton>
        </Actions>
      </Form>
    </RecoveryPage>
  );
}

/** What happened to the wish for another code. */
export type CodeNews = 'codeSentAgain' | 'codeTooEarly' | 'codeNoMore';

export interface CodePageProps {
  readonly recovery: Extract<RecoveryStep, { step: 'code' }>;
  readonly now: Instant;
  readonly news?: CodeNews;
  readonly errors?: FormErrors;
  /** What was typed last has used the code up. */
  readonly usedUp?: boolean;
}

export function CodePage({ recovery, now, news, errors = [], usedUp = false }: CodePageProps) {
  const say = useSay(portalTexts);
  const { via, resendAt, codeExpiresAt, expiresAt } = recovery;
  // The page shows itself anew when the code dies, and then this is news no more.
  const isStale = news === 'codeSentAgain' && now >= codeExpiresAt;
  return (
    <RecoveryPage
      title={say('recoverCodeTitle')}
      lead={say(via === 'sms' ? 'recoverCodeLeadSms' : 'recoverCodeLeadEmail')}
      errors={errors}
    >
      {news !== undefined && !isStale && (
        <Callout kind={news === 'codeSentAgain' ? 'info' : 'warning'}>
          <p>{say(news)}</p>
        </Callout>
      )}
      <CodeEntry
        code={{ expiresAt: codeExpiresAt, resendAt }}
        now={now}
        path={RECOVERY_PATHS.code}
        usedUp={usedUp}
        notReceived={say(via === 'sms' ? 'notReceivedSms' : 'notReceivedEmail')}
        again={say(via === 'sms' ? 'codeAgainSms' : 'codeAgainEmail')}
        againPath={RECOVERY_PATHS.codeAgain}
        otherActions={
          <LinkButton href="/" look="outline">
            {say('cancel')}
          </LinkButton>
        }
      />
      <p class="mt-4">
        {say('notReceivedHelp')} <a href={RECOVERY_PATHS.start}>{say('recoverRestart')}</a>
      </p>
      <MoreTime until={expiresAt} action={RECOVERY_PATHS.moreTime} />
    </RecoveryPage>
  );
}

export interface NewPasswordPageProps {
  readonly form: string;
  /** When the recovery ends. */
  readonly until: Instant;
  readonly errors?: FormErrors;
}

/** PWD-02: the rules of ACT-29. */
export function NewPasswordPage({ form, until, errors = [] }: NewPasswordPageProps) {
  const say = useSay(portalTexts);
  return (
    <RecoveryPage title={say('newPasswordTitle')} errors={errors}>
      <Form action={RECOVERY_PATHS.password} required>
        <input type="hidden" name="form" value={form} autocomplete="off" />
        <NewPasswordFields />
        <Actions>
          <Button>{say('next')}</Button>
        </Actions>
      </Form>
      <MoreTime until={until} action={RECOVERY_PATHS.moreTime} />
    </RecoveryPage>
  );
}

export function DonePage() {
  const say = useSay(portalTexts);
  return (
    <RecoveryPage title={say('recoverDoneTitle')}>
      <Callout kind="success">
        <p>{say('recoverDoneText')}</p>
      </Callout>
      <p class="actions">
        <LinkButton href="/servizi">{say('servicesCardButton')}</LinkButton>
        <LinkButton href="/" look="outline">
          {say('backToHome')}
        </LinkButton>
      </p>
    </RecoveryPage>
  );
}

/** Too late, done already, or begun in another browser (which may have lost its cookies). */
export function OverPage() {
  const say = useSay(portalTexts);
  return (
    <RecoveryPage title={say('recoverOverTitle')}>
      <Callout kind="warning">
        <p>{say('recoverOverText')}</p>
      </Callout>
      <p class="actions">
        <LinkButton href={RECOVERY_PATHS.start}>{say('recoverRestart')}</LinkButton>
      </p>
    </RecoveryPage>
  );
}
