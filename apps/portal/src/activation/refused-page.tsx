import type { Obstacle } from '@tessera/activation';
import { Callout, LinkButton, useSay } from '@tessera/web';
import { HELP_PATHS, START_PATH } from './paths.ts';
import { texts } from './texts.ts';
import { WizardPage } from './wizard-page.tsx';

/** The reason and its advice for each obstacle. */
const WORDS = {
  closed: ['refusedClosed', 'refusedClosedText'],
  'card-revoked': ['refusedCardRevoked', 'refusedCardRevokedText'],
  'card-expired': ['refusedCardExpired', 'refusedCardExpiredText'],
  'card-of-minor': ['refusedCardOfMinor', 'refusedCardOfMinorText'],
  'under-5': ['refusedUnder5', 'refusedUnder5Text'],
  'already-active': ['refusedAlreadyActive', 'refusedAlreadyActiveText'],
  'phone-missing': ['refusedPhoneMissing', 'refusedPhoneMissingText'],
  'phone-taken': ['refusedPhoneTaken', 'refusedPhoneTakenText'],
} as const satisfies Readonly<Record<Obstacle, readonly [string, string]>>;

/** Why the credentials cannot be activated, told to whoever knows the digits (promise 7), and what to do. */
export function RefusedPage({ obstacle }: { readonly obstacle: Obstacle }) {
  const say = useSay(texts);
  const [reason, advice] = WORDS[obstacle];
  return (
    <WizardPage title={say('refusedTitle')}>
      <Callout kind="warning" title={say(reason)}>
        <p>{say(advice)}</p>
        {obstacle === 'phone-taken' && (
          <p>
            {say('refusedPhoneTakenRecipe')} <a href={HELP_PATHS.family}>{say('more')}</a>
          </p>
        )}
      </Callout>
      <p class="actions">
        <NextThingToDo obstacle={obstacle} />
        <LinkButton href={START_PATH} look="outline">
          {say('startAgain')}
        </LinkButton>
      </p>
    </WizardPage>
  );
}

function NextThingToDo({ obstacle }: { readonly obstacle: Obstacle }) {
  const say = useSay(texts);
  switch (obstacle) {
    case 'already-active':
      return <LinkButton href={HELP_PATHS.password}>{say('recoverPassword')}</LinkButton>;
    case 'phone-missing':
    case 'phone-taken':
      return <LinkButton href={HELP_PATHS.phone}>{say('howToChangePhone')}</LinkButton>;
    case 'card-of-minor':
      return <LinkButton href={START_PATH}>{say('refusedCardOfMinorWay')}</LinkButton>;
    case 'card-revoked':
    case 'card-expired':
    case 'under-5':
    case 'closed':
      return <LinkButton href={HELP_PATHS.assistance}>{say('whereToGo')}</LinkButton>;
  }
}
