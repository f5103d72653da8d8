import { Callout, LinkButton, useSay } from '@tessera/web';
import { START_PATH } from './paths.ts';
import { texts } from './texts.ts';
import { WizardPage } from './wizard-page.tsx';

/** The cookie's activation is over, or there never was one. */
export function ExpiredPage() {
  const say = useSay(texts);
  return (
    <WizardPage title={say('expiredTitle')}>
      <Callout kind="warning">
        <p>{say('expiredText')}</p>
      </Callout>
      <p class="actions">
        <LinkButton href={START_PATH}>{say('startAgain')}</LinkButton>
      </p>
    </WizardPage>
  );
}

/** A step was called before its turn (T-ACT-15). */
export function SkippedPage({ path }: { readonly path: string }) {
  const say = useSay(texts);
  return (
    <WizardPage title={say('skippedTitle')}>
      <Callout kind="warning">
        <p>{say('skippedText')}</p>
      </Callout>
      <p class="actions">
        <LinkButton href={path}>{say('goToStep')}</LinkButton>
      </p>
    </WizardPage>
  );
}
