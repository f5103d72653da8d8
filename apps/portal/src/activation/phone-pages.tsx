import type { SentCode } from '@tessera/activation';
import type { Instant } from '@tessera/base';
import { Actions, Button, DescriptionList, Form, type FormErrors, useSay } from '@tessera/web';
import { CodeEntry } from '../one-time-code/code-entry.tsx';
import { HELP_PATHS, PHONE_CODE_AGAIN_PATH, STEP_PATHS } from './paths.ts';
import { SendingNotice } from './sending-notice.tsx';
import { texts } from './texts.ts';
import type { Withheld } from './withheld.ts';
import { WizardPage } from './wizard-page.tsx';

export interface PhonePageProps {
  /** Prefix and last two digits (ACT-18, T-ACT-20). */
  readonly masked: string;
  readonly withheld?: Withheld | undefined;
  readonly now: Instant;
}

/** Step 2.1: the number that the desk recorded. It cannot be typed over (ACT-19). */
export function PhonePage({ masked, withheld, now }: PhonePageProps) {
  const say = useSay(texts);
  return (
    <WizardPage title={say('phoneTitle')} step={2}>
      {withheld !== undefined && <SendingNotice withheld={withheld} now={now} />}
      <PhoneNumber masked={masked} />
      <p>{say('phoneText')}</p>
      <Form>
        <Actions>
          <Button>{say('next')}</Button>
        </Actions>
      </Form>
    </WizardPage>
  );
}

function PhoneNumber({ masked }: { readonly masked: string }) {
  const say = useSay(texts);
  return (
    <>
      <DescriptionList items={[{ term: say('phoneLabel'), value: <span class="code">{masked}</span> }]} />
      <p>
        {say('phoneWrong')} <a href={HELP_PATHS.phone}>{say('phoneChange')}</a>
      </p>
    </>
  );
}

export interface PhoneCodePageProps extends PhonePageProps {
  readonly code: SentCode;
  /** What was typed last has used the code up. */
  readonly usedUp?: boolean;
  readonly errors?: FormErrors;
}

/** Step 2.1, second half: the code that came by SMS (ACT-20..22). */
export function PhoneCodePage({ masked, code, now, withheld, errors = [], usedUp = false }: PhoneCodePageProps) {
  const say = useSay(texts);
  return (
    <WizardPage title={say('phoneTitle')} step={2} errors={errors}>
      {withheld !== undefined && <SendingNotice withheld={withheld} now={now} />}
      <PhoneNumber masked={masked} />
      <h2 class="h4">{say('codeTitle')}</h2>
      <CodeEntry
        lead={say('codeText')}
        code={code}
        now={now}
        path={STEP_PATHS['phone-code']}
        usedUp={usedUp}
        notReceived={say('smsNotReceived')}
        again={say('smsAgain')}
        againPath={PHONE_CODE_AGAIN_PATH}
      />
    </WizardPage>
  );
}
