import { GUESSES_MAX, type Question } from '@tessera/activation';
import { Actions, Button, Callout, DigitBoxes, Form, type FormErrors, LinkButton, useSay } from '@tessera/web';
import { HELP_PATHS, START_PATH } from './paths.ts';
import { texts } from './texts.ts';
import { WizardPage } from './wizard-page.tsx';

const PUK_LENGTH = 8;

/** Step 1.2: two of the first four digits; all eight positions are shown, only those asked are open (ACT-13..17). */
export function DigitsPage({ question, errors = [] }: { readonly question: Question; readonly errors?: FormErrors }) {
  const say = useSay(texts);
  const { positions, guessesLeft, form } = question;
  const [first, second] = positions;
  return (
    <WizardPage title={say('pukTitle')} step={1} errors={errors}>
      {guessesLeft < GUESSES_MAX && errors.length === 0 && (
        <Callout kind="warning" title={say('pukLeft', { left: guessesLeft })}>
          <p>{say('pukLeftText')}</p>
        </Callout>
      )}
      <Form>
        <input type="hidden" name="form" value={form} autocomplete="off" />
        <DigitBoxes legend={say('pukQuestion', { first, second })} name="digit" asked={positions} length={PUK_LENGTH} />
        <Callout>
          <p>{say('pukHint')}</p>
          <p>
            <a href={HELP_PATHS.codes}>{say('pukHelp')}</a>
          </p>
        </Callout>
        <Actions>
          <Button>{say('next')}</Button>
          <LinkButton href={START_PATH} look="outline">
            {say('back')}
          </LinkButton>
        </Actions>
      </Form>
    </WizardPage>
  );
}

/**
 * Five answers were wrong. The same words for a card that exists and for one that does not (T-ACT-02, T-ACT-07). `card`:
 * whether cards can be read here, which is still open.
 */
export function ClosedPage({ card }: { readonly card: boolean }) {
  const say = useSay(texts);
  return (
    <WizardPage title={say('closedTitle')} step={1}>
      <Callout kind="danger">
        <p>{say('closedText')}</p>
        <p>{say('closedToDo')}</p>
        {card && <p>{say('closedWithCard')}</p>}
      </Callout>
      <p class="actions">
        <LinkButton href={HELP_PATHS.assistance}>{say('whereToGo')}</LinkButton>
        <LinkButton href={START_PATH} look="outline">
          {say(card ? 'cardOtherWay' : 'startAgain')}
        </LinkButton>
      </p>
    </WizardPage>
  );
}
