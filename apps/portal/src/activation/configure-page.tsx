import { Button, Card, Cards, Form, type FormErrors, LinkButton, useSay } from '@tessera/web';
import { STEP_PATHS } from './paths.ts';
import { texts } from './texts.ts';
import { WizardPage } from './wizard-page.tsx';

/** Step 3: app or SMS (ACT-31..33). */
export function ConfigurePage({ errors = [] }: { readonly errors?: FormErrors }) {
  const say = useSay(texts);
  return (
    <WizardPage title={say('configureTitle')} step={3} lead={say('configureLead')} errors={errors}>
      <Form>
        <h2 class="h4">{say('configureChoose')}</h2>
        <Cards>
          <Card
            title={say('app')}
            badge={say('recommended')}
            actions={
              <Button name="secondFactor" value="app" id="secondFactor">
                {say('appChoose')}
              </Button>
            }
          >
            <p>{say('appText')}</p>
          </Card>
          <Card
            title={say('sms')}
            actions={
              <Button name="secondFactor" value="sms" look="outline">
                {say('smsChoose')}
              </Button>
            }
          >
            <p>{say('smsText')}</p>
          </Card>
        </Cards>
      </Form>
      <p class="actions">
        <LinkButton href={STEP_PATHS.password} look="outline">
          {say('back')}
        </LinkButton>
      </p>
    </WizardPage>
  );
}
