import { Actions, Button, Callout, Form, type FormErrors, LinkButton, PasswordField, useSay } from '@tessera/web';
import type { Diagnosis } from '../diagnosis.ts';
import { PATHS } from '../paths.ts';
import { texts } from '../texts/index.ts';
import { WithCard } from './cures.tsx';
import { FailureNotice, type LastPress } from './failure-notice.tsx';
import { OwnPage } from './own-page.tsx';
import { DeliberateFields, TriesLine } from './tries.tsx';

/** What a page with a code shows: the card as it is now, and what came of the last press of its button. */
export interface CodePageProps extends LastPress {
  readonly diagnosis: Diagnosis;
  readonly errors?: FormErrors;
}

const UNKNOWN = { pin: null, puk: null };

/** "Abbina". */
export function EnrolPage({ diagnosis, errors = [], ...last }: CodePageProps) {
  const say = useSay(texts);
  const tries = diagnosis.tries ?? UNKNOWN;
  return (
    <OwnPage title={say('enrolTitle')} lead={say('enrolLead')} errors={errors}>
      <FailureNotice {...last} />
      <WithCard diagnosis={diagnosis} code="pin">
        {diagnosis.pairing !== null && (
          <Callout>
            <p>{say('enrolAgain')}</p>
          </Callout>
        )}
        <TriesLine name="pin" tries={tries} />
        <Form required action={PATHS.enrol}>
          <PasswordField name="pin" kind="one-time-code" label={say('pinLabel')} hint={say('pinHint')} required />
          <DeliberateFields name="pin" tries={tries} />
          <p>{say('readingTakes')}</p>
          <Actions>
            <Button>{say('enrolButton')}</Button>
          </Actions>
        </Form>
      </WithCard>
    </OwnPage>
  );
}

/** "Cambia PIN". */
export function ChangePage({ diagnosis, errors = [], ...last }: CodePageProps) {
  const say = useSay(texts);
  const tries = diagnosis.tries ?? UNKNOWN;
  return (
    <OwnPage title={say('changeTitle')} lead={say('changeLead')} errors={errors}>
      <FailureNotice {...last} setsPin />
      <WithCard diagnosis={diagnosis} code="pin">
        <TriesLine name="pin" tries={tries} />
        <Form required action={PATHS.change}>
          <PasswordField name="pin" kind="one-time-code" label={say('oldPinLabel')} hint={say('oldPinHint')} required />
          <NewPinFields hint="nextPinHint" />
          <DeliberateFields name="pin" tries={tries} />
          <p>{say('readingTakes')}</p>
          <Actions>
            <Button>{say('changeButton')}</Button>
            <LinkButton href={PATHS.unblock} look="outline">
              {say('navUnblock')}
            </LinkButton>
          </Actions>
        </Form>
      </WithCard>
    </OwnPage>
  );
}

/** "Sblocca PIN" (UNL-03). */
export function UnblockPage({ diagnosis, errors = [], ...last }: CodePageProps) {
  const say = useSay(texts);
  const tries = diagnosis.tries ?? UNKNOWN;
  return (
    <OwnPage title={say('unblockTitle')} lead={say('unblockLead')} errors={errors}>
      <FailureNotice {...last} setsPin />
      <WithCard diagnosis={diagnosis} code="puk">
        <TriesLine name="puk" tries={tries} />
        <Form required action={PATHS.unblock}>
          <PasswordField name="puk" kind="one-time-code" label={say('pukLabel')} hint={say('pukHint')} required />
          <NewPinFields hint="freshPinHint" />
          <DeliberateFields name="puk" tries={tries} />
          <p>{say('readingTakes')}</p>
          <Actions>
            <Button>{say('unblockButton')}</Button>
          </Actions>
        </Form>
      </WithCard>
    </OwnPage>
  );
}

function NewPinFields({ hint }: { readonly hint: 'nextPinHint' | 'freshPinHint' }) {
  const say = useSay(texts);
  return (
    <>
      <PasswordField name="next" kind="one-time-code" label={say('nextPinLabel')} hint={say(hint)} required />
      <PasswordField name="again" kind="one-time-code" label={say('againLabel')} required />
    </>
  );
}

/** After an act: what is true from now on. `isAsked`: a provider's request still waits for this card. */
export function DonePage(props: {
  readonly text: 'enrolDone' | 'changeDone' | 'unblockDone';
  readonly isAsked: boolean;
}) {
  const say = useSay(texts);
  return (
    <OwnPage title={say('doneTitle')}>
      <Callout kind="success" first>
        <p>{say(props.text)}</p>
      </Callout>
      <Actions>
        {props.isAsked && <LinkButton href={PATHS.accessPin}>{say('backToAccess')}</LinkButton>}
        <LinkButton href={PATHS.home} look={props.isAsked ? 'outline' : 'primary'}>
          {say('backHome')}
        </LinkButton>
      </Actions>
    </OwnPage>
  );
}
