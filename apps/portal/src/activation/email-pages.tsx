import type { SentCode } from '@tessera/activation';
import type { Instant } from '@tessera/base';
import {
  Actions,
  Button,
  Callout,
  DescriptionList,
  type Fields,
  Form,
  type FormErrors,
  TextField,
  useSay,
} from '@tessera/web';
import { CodeEntry } from '../one-time-code/code-entry.tsx';
import { EMAIL_CODE_AGAIN_PATH, EMAIL_SKIP_PATH, STEP_PATHS } from './paths.ts';
import { SendingNotice } from './sending-notice.tsx';
import { texts } from './texts.ts';
import type { Withheld } from './withheld.ts';
import { WizardPage } from './wizard-page.tsx';

export interface EmailPageProps {
  /** The address on file, masked; null when there is none and one may be added. */
  readonly masked: string | null;
  readonly withheld?: Withheld;
  readonly now: Instant;
  readonly errors?: FormErrors;
  readonly typed?: Fields;
}

/** Step 2.2, which may be left out (ACT-23, ACT-24). */
export function EmailPage({ masked, withheld, now, errors = [], typed = {} }: EmailPageProps) {
  const say = useSay(texts);
  return (
    <WizardPage title={say('emailTitle')} step={2} lead={say('emailOptional')} errors={errors} typed={typed}>
      {withheld !== undefined && <SendingNotice withheld={withheld} now={now} />}
      {masked === null ? (
        <Callout title={say('emailMissing')}>
          <p>{say('emailMissingText')}</p>
        </Callout>
      ) : (
        <>
          <DescriptionList items={[{ term: say('emailLabel'), value: masked }]} />
          <p>{say('emailKnownText')}</p>
        </>
      )}
      <Form>
        {masked === null && (
          <TextField name="email" label={say('emailLabel')} hint={say('emailHint')} kind="email" size={40} />
        )}
        <Actions>
          <Button>{say('next')}</Button>
          <Button look="outline" formAction={EMAIL_SKIP_PATH}>
            {say('emailSkip')}
          </Button>
        </Actions>
      </Form>
    </WizardPage>
  );
}

export interface EmailCodePageProps {
  /** As it was typed, or masked when it is the one on file. */
  readonly email: string;
  readonly code: SentCode;
  /** What was typed last has used the code up. */
  readonly usedUp?: boolean;
  readonly now: Instant;
  readonly withheld?: Withheld;
  readonly errors?: FormErrors;
}

/** Step 2.2, second half: the code that came by e-mail (ACT-25). */
export function EmailCodePage({ email, code, now, withheld, errors = [], usedUp = false }: EmailCodePageProps) {
  const say = useSay(texts);
  return (
    <WizardPage title={say('emailTitle')} step={2} errors={errors}>
      {withheld !== undefined && <SendingNotice withheld={withheld} now={now} />}
      <h2 class="h4">{say('codeTitle')}</h2>
      <CodeEntry
        lead={say('emailCodeText', { email })}
        code={code}
        now={now}
        path={STEP_PATHS['email-code']}
        usedUp={usedUp}
        notReceived={say('emailNotReceived')}
        again={say('emailAgain')}
        againPath={EMAIL_CODE_AGAIN_PATH}
      />
      <p>
        <a href={STEP_PATHS.email}>{say('emailOther')}</a>
      </p>
    </WizardPage>
  );
}
