import type { At } from '@tessera/activation';
import { Callout, Card, Cards, DescriptionList, LinkButton, useSay } from '@tessera/web';
import type { ComponentChildren } from 'preact';
import { APP_PATH, APP_QR_PATH } from './paths.ts';
import { texts } from './texts.ts';
import { WizardPage } from './wizard-page.tsx';

export interface SummaryPageProps {
  readonly finished: At<'finished'>;
  /** Where the app is found. */
  readonly appAddress: string;
}

/** Step 4: what was switched on, and what to do now (ACT-34..39). */
export function SummaryPage({ finished, appAddress }: SummaryPageProps) {
  const say = useSay(texts);
  return (
    <WizardPage title={say('doneTitle')} step={4}>
      {finished.secondFactor === 'sms' ? (
        <SmsSummary finished={finished} />
      ) : (
        <AppSummary finished={finished} appAddress={appAddress} />
      )}
      <p class="actions">
        <LinkButton href="/" look="outline">
          {say('backToHome')}
        </LinkButton>
      </p>
    </WizardPage>
  );
}

function Usernames({ finished }: { readonly finished: At<'finished'> }) {
  const say = useSay(texts);
  const { fiscalCode, serial, email } = finished;
  return (
    <>
      <h2 class="h4">{say('doneReminder')}</h2>
      <DescriptionList
        items={[
          { term: say('usernameFiscalCode'), value: fiscalCode },
          { term: say('doneSerial'), value: serial },
          ...(email === null ? [] : [{ term: say('usernameEmail'), value: email }]),
        ]}
      />
    </>
  );
}

function SmsSummary({ finished }: { readonly finished: At<'finished'> }) {
  const say = useSay(texts);
  return (
    <>
      <Callout kind="success">
        <p>{say('doneSmsComplete')}</p>
      </Callout>
      <Usernames finished={finished} />
      <DescriptionList items={[{ term: say('doneLevel2'), value: say('doneSms') }]} />
      <p>{say('doneChange')}</p>
      <h2 class="h4">{say('nowTitle')}</h2>
      <Cards>
        <Card
          title={say('nowApp')}
          actions={
            <LinkButton href={APP_PATH} look="outline">
              {say('more')}
            </LinkButton>
          }
        >
          <p>{say('nowAppText')}</p>
        </Card>
        <Card title={say('nowUse')} actions={<LinkButton href="/servizi">{say('more')}</LinkButton>}>
          <p>{say('nowUseText')}</p>
        </Card>
      </Cards>
    </>
  );
}

function AppSummary({ finished, appAddress }: SummaryPageProps) {
  const say = useSay(texts);
  return (
    <>
      <Callout kind="success">
        <p>{say('appUntil')}</p>
      </Callout>
      <Usernames finished={finished} />
      <h2 class="h4">{say('leftTitle')}</h2>
      <div class="row mb-5">
        <div class="col-lg-7">
          <ol>
            <ThingLeft what={say('leftApp')}>{say('leftAppText')}</ThingLeft>
            <ThingLeft what={say('leftSignIn')}>{say('leftSignInText')}</ThingLeft>
            <ThingLeft what={say('leftNotices')}>{say('leftNoticesText')}</ThingLeft>
          </ol>
        </div>
        <div class="col-lg-5">
          <Card title={say('qrTitle')}>
            <p>
              <img src={APP_QR_PATH} alt={say('qrAlt', { address: appAddress })} width="220" height="220" />
            </p>
            <p>
              {say('qrLink')} <a href={appAddress}>{appAddress}</a>
            </p>
          </Card>
        </div>
      </div>
      <h2 class="h4">{say('appSummary')}</h2>
      <DescriptionList items={[{ term: say('appMode'), value: say('app') }]} />
      <p>{say('doneChange')}</p>
    </>
  );
}

function ThingLeft({ what, children }: { readonly what: string; readonly children: ComponentChildren }) {
  return (
    <li class="mb-3">
      <strong>{what}</strong>
      <br />
      {children}
    </li>
  );
}
