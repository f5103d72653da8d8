import { Actions, Button, Checkbox, type Fields, Form, type FormErrors, LinkButton, useSay } from '@tessera/web';
import { NewPasswordFields } from '../new-password/new-password-fields.tsx';
import { STEP_PATHS } from './paths.ts';
import { texts } from './texts.ts';
import { WizardPage } from './wizard-page.tsx';

export interface PasswordPageProps {
  readonly emailVerified: boolean;
  readonly errors?: FormErrors;
  /** Of the acknowledgement alone: passwords never come back. */
  readonly typed?: Fields;
}

/** Step 2.3: usernames, password, privacy notice (ACT-26..30). */
export function PasswordPage({ emailVerified, errors = [], typed = {} }: PasswordPageProps) {
  const say = useSay(texts);
  return (
    <WizardPage title={say('credentialsTitle')} step={2} errors={errors} typed={typed}>
      <h2 class="h4">{say('usernameTitle')}</h2>
      <p>{say('usernameText')}</p>
      <ul>
        <li>{say('usernameFiscalCode')}</li>
        <li>{say('usernameSerial')}</li>
        {emailVerified && <li>{say('usernameEmail')}</li>}
      </ul>
      <Form required>
        <h2 class="h4">{say('passwordTitle')}</h2>
        <NewPasswordFields />
        <Checkbox name="privacy" label={say('privacy')} required />
        <p>
          <a href="/privacy" target="_blank" rel="noopener">
            {say('privacyRead')}
          </a>
        </p>
        <Actions>
          <Button>{say('next')}</Button>
          <LinkButton href={STEP_PATHS.email} look="outline">
            {say('back')}
          </LinkButton>
        </Actions>
      </Form>
    </WizardPage>
  );
}
