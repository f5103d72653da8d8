import type { SignInResult } from '@tessera/rp';
import { Callout, DescriptionList, LinkButton, useSay } from '@tessera/web';
import type { ComponentChildren } from 'preact';
import { texts } from '../texts/index.ts';
import { ServicePage } from './service-page.tsx';

/** What each error of the protocol means to a citizen (docs/rules/oidc.md 12). Errors that are not here are mistakes of ours. */
const MEANING = {
  access_denied: 'denied',
  login_required: 'notProven',
  consent_required: 'notProven',
  server_error: 'providerBroken',
  temporarily_unavailable: 'providerBroken',
} as const;
type Meaning = (typeof MEANING)[keyof typeof MEANING] | 'ourMistake' | 'notBelieved' | 'unreachable';

const meaningOf = (error: string): Meaning => MEANING[error as keyof typeof MEANING] ?? 'ourMistake';

/** The provider said no. */
export function RefusedPage({ refused }: { readonly refused: Extract<SignInResult, { outcome: 'refused' }> }) {
  const meaning = meaningOf(refused.error);
  return <ErrorPage meaning={meaning} error={refused.error} description={refused.description} />;
}

/** The answer does not hold, or there is none. Nothing of it was believed. */
export function FailedPage({ code, message }: { readonly code: string; readonly message: string }) {
  return (
    <ErrorPage meaning={code === 'UNREACHABLE' ? 'unreachable' : 'notBelieved'} error={code} description={message} />
  );
}

/** An answer that nobody waits for: used before, from another browser, or too late. */
export function NotExpectedPage() {
  const say = useSay(texts);
  return (
    <Frame title={say('notExpectedTitle')}>
      <p>{say('notExpectedText')}</p>
      <p>{say('notExpectedWhat')}</p>
    </Frame>
  );
}

function ErrorPage(props: { readonly meaning: Meaning; readonly error: string; readonly description: string }) {
  const say = useSay(texts);
  const { meaning, error, description } = props;
  return (
    <Frame
      title={say(`${meaning}Title`)}
      details={
        <>
          <h2 class="h4">{say('forDevelopers')}</h2>
          <DescriptionList
            items={[
              { term: say('error'), value: <code>{error}</code> },
              ...(description === ''
                ? []
                : [{ term: say('description'), value: <span lang="en">{description}</span> }]),
            ]}
          />
        </>
      }
    >
      <p>{say(`${meaning}Text`)}</p>
      <p>{say(`${meaning}What`)}</p>
    </Frame>
  );
}

function Frame(props: {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly details?: ComponentChildren;
}) {
  const say = useSay(texts);
  return (
    <ServicePage title={props.title} menu={false}>
      <Callout kind="warning">{props.children}</Callout>
      <p class="actions">
        <LinkButton href="/accedi">{say('tryAgain')}</LinkButton>
        <LinkButton href="/" look="outline">
          {say('backHome')}
        </LinkButton>
      </p>
      {props.details}
    </ServicePage>
  );
}
