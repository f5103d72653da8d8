import { type Instant, SECOND } from '@tessera/base';
import {
  Actions,
  Button,
  Callout,
  Checkbox,
  Countdown,
  DescriptionList,
  Form,
  type FormErrors,
  LinkButton,
  Page,
  PasswordField,
  useSay,
} from '@tessera/web';
import type { CardChallenge } from '@tessera/wire';
import type { Diagnosis } from '../diagnosis.ts';
import { PATHS } from '../paths.ts';
import { texts } from '../texts/index.ts';
import { WithCard } from './cures.tsx';
import { FailureNotice, type LastPress } from './failure-notice.tsx';
import { DeliberateFields, TriesLine } from './tries.tsx';

export interface AccessPageProps extends LastPress {
  readonly challenge: CardChallenge;
  readonly now: Instant;
  readonly diagnosis: Diagnosis;
  readonly errors?: FormErrors;
  /** The card was read and its proof could not be brought. */
  readonly providerSilent?: boolean;
}

/** Who asks, before the PIN is typed; then the PIN. */
export function AccessPage(props: AccessPageProps) {
  const { challenge, now, diagnosis, errors = [], providerSilent = false } = props;
  const say = useSay(texts);
  return (
    <Page title={say('accessTitle')} procedure={say('procedure')} errors={errors}>
      {providerSilent && (
        <Callout kind="warning" title={say('providerSilentTitle')} first>
          <p>{say('providerSilentRetry')}</p>
        </Callout>
      )}
      <FailureNotice failure={props.failure} interrupted={props.interrupted} />
      <section aria-labelledby="who-asks">
        <h2 id="who-asks" class="h4">
          {say('whoAsks')}
        </h2>
        <DescriptionList
          items={[
            { term: say('service'), value: challenge.service },
            { term: say('level'), value: say('level3') },
            { term: say('through'), value: new URL(challenge.iss).host },
          ]}
        />
        <p>{say('accessText')}</p>
        <Countdown until={challenge.exp * SECOND} now={now} label={say('accessValidity')} atEnd="reload" />
      </section>
      <WithCard diagnosis={diagnosis} code="pin">
        <PinForm diagnosis={diagnosis} />
      </WithCard>
      <Form action={PATHS.accessCancel}>
        <Actions>
          <Button look="outline">{say('accessCancel')}</Button>
        </Actions>
      </Form>
    </Page>
  );
}

function PinForm({ diagnosis: { tries, pairing } }: { readonly diagnosis: Diagnosis }) {
  const say = useSay(texts);
  const known = tries ?? { pin: null, puk: null };
  return (
    <>
      <TriesLine name="pin" tries={known} />
      <Form required action={PATHS.accessPin}>
        {pairing === null ? (
          <PasswordField name="pin" kind="one-time-code" label={say('pinLabel')} hint={say('pinHint')} required />
        ) : (
          <PasswordField
            name="pin"
            kind="one-time-code"
            label={say('lastDigitsLabel')}
            hint={say('lastDigitsHint', { name: pairing.name })}
            required
          />
        )}
        {pairing === null && <Checkbox name="pair" label={say('pairTick')} />}
        <DeliberateFields name="pin" tries={known} />
        <p>
          {say('accessPinStays')} {say('readingTakes')}
        </p>
        <Actions>
          <Button>{say('accessButton')}</Button>
        </Actions>
      </Form>
    </>
  );
}

export type AccessRefusal = 'over' | 'not-its-own' | 'clock-wrong' | 'provider-unreachable';

const WORDS = {
  over: ['accessOverTitle', 'accessOverText'],
  'not-its-own': ['notItsOwnTitle', 'notItsOwnText'],
  'clock-wrong': ['clockTitle', 'clock-wrong-cure'],
  'provider-unreachable': ['providerSilentTitle', 'provider-silent-cure'],
} as const satisfies Readonly<Record<AccessRefusal, readonly [string, string]>>;

/** No PIN is asked: why not, and where to go on. */
export function AccessRefusedPage({ why, back }: { readonly why: AccessRefusal; readonly back: string }) {
  const say = useSay(texts);
  const [title, text] = WORDS[why];
  return (
    <Page title={say(title)} procedure={say('procedure')}>
      <p>{say(text)}</p>
      <Actions>
        <LinkButton href={back}>{say('backToProvider')}</LinkButton>
        <LinkButton href={PATHS.diagnosis} look="outline">
          {say('diagnosisMore')}
        </LinkButton>
      </Actions>
    </Page>
  );
}
