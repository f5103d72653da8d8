import type { Instant } from '@tessera/base';
import type { RecoveryStep } from '@tessera/credentials';
import {
  Actions,
  type AskedQuestion,
  Button,
  Callout,
  CodeField,
  Countdown,
  type Fields,
  Form,
  type FormErrors,
  LaterButton,
  LinkButton,
  Page,
  type PageProps,
  PasswordField,
  PasswordRules,
  Radios,
  RobotField,
  TextField,
  useSay,
} from '@tessera/web';
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
}

export function CodePage({ recovery, now, news, errors = [] }: CodePageProps) {
  const say = useSay(portalTexts);
  const { via, resendAt, expiresAt } = recovery;
  return (
    <RecoveryPage
      title={say('recoverCodeTitle')}
      lead={say(via === 'sms' ? 'recoverCodeLeadSms' : 'recoverCodeLeadEmail')}
      errors={errors}
    >
      {news !== undefined && (
        <Callout kind={news === 'codeSentAgain' ? 'info' : 'warning'}>
          <p>{say(news)}</p>
        </Callout>
      )}
      <Form action={RECOVERY_PATHS.code} required>
        <CodeField name="code" label={say('recoverCode')} hint={say('recoverCodeHint')} required />
        <Countdown until={expiresAt} now={now} label={say('recoverValidity')} />
        <Actions>
          <Button>{say('next')}</Button>
          <LinkButton href="/" look="outline">
            {say('cancel')}
          </LinkButton>
        </Actions>
      </Form>
      {resendAt === null ? (
        <p>{say('codeNoMore')}</p>
      ) : (
        <Form action={RECOVERY_PATHS.codeAgain}>
          <LaterButton from={resendAt} now={now}>
            {say(via === 'sms' ? 'codeAgainSms' : 'codeAgainEmail')}
          </LaterButton>
        </Form>
      )}
    </RecoveryPage>
  );
}

/** What password managers read: the same rules as the list. */
const RULES_FOR_MANAGERS =
  'minlength: 10; maxlength: 20; required: upper; required: lower; required: digit; required: special; max-consecutive: 2;';

/** PWD-02: the rules of ACT-29. */
export function NewPasswordPage({ form, errors = [] }: { readonly form: string; readonly errors?: FormErrors }) {
  const say = useSay(portalTexts);
  return (
    <RecoveryPage title={say('newPasswordTitle')} errors={errors}>
      <Form action={RECOVERY_PATHS.password} required>
        <input type="hidden" name="form" value={form} autocomplete="off" />
        <PasswordRules
          field="password"
          intro={say('rulesIntro')}
          rules={[
            { text: say('ruleLength'), check: 'length' },
            { text: say('ruleCases'), check: 'cases' },
            { text: say('ruleDigit'), check: 'digit' },
            { text: say('ruleSymbol'), check: 'symbol' },
            { text: say('ruleRuns'), check: 'no-runs' },
          ]}
        />
        <PasswordField name="password" label={say('password')} kind="new" rules={RULES_FOR_MANAGERS} required />
        <PasswordField
          name="passwordAgain"
          label={say('passwordAgain')}
          kind="new"
          rules={RULES_FOR_MANAGERS}
          required
        />
        <Actions>
          <Button>{say('next')}</Button>
        </Actions>
      </Form>
    </RecoveryPage>
  );
}

export function DonePage() {
  const say = useSay(portalTexts);
  return (
    <RecoveryPage title={say('recoverDoneTitle')}>
      <Callout kind="success" title={say('recoverDoneTitle')}>
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

/** Too late, done already, or begun in another browser. */
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
