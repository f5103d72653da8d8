import {
  Actions,
  type AskedQuestion,
  Button,
  Callout,
  type Fields,
  Form,
  type FormErrors,
  RobotField,
  TextField,
  useSay,
} from '@tessera/web';
import { CardWay } from './card-pages.tsx';
import { texts } from './texts.ts';
import { WizardPage } from './wizard-page.tsx';

export interface DataPageProps {
  readonly question: AskedQuestion;
  /** Names this very form, so that sending it twice begins one activation. */
  readonly form: string;
  /** Where an activation of this browser stands; null when there is none to go on with. */
  readonly underWay: string | null;
  /** Whether the card itself is a way in. */
  readonly card: boolean;
  readonly errors?: FormErrors;
  readonly typed?: Fields;
}

/** Step 1.1: tax code, serial number, and a person behind the keyboard (ACT-08, ACT-10, ACT-11). */
export function DataPage({ question, form, underWay, card, errors = [], typed = {} }: DataPageProps) {
  const say = useSay(texts);
  return (
    <WizardPage title={say('dataTitle')} step={1} errors={errors} typed={typed}>
      {underWay !== null && (
        <Callout title={say('underWay')}>
          <p>{say('underWayText')}</p>
          <p>
            <a href={underWay}>{say('resume')}</a>
          </p>
        </Callout>
      )}
      {card && <CardWay form={form} />}
      <h2 class="h5">{say('dataManual')}</h2>
      <Form required>
        <input type="hidden" name="form" value={form} autocomplete="off" />
        <fieldset>
          <legend>{say('dataGroup')}</legend>
          <TextField
            name="fiscalCode"
            label={say('fiscalCode')}
            hint={say('fiscalCodeHint')}
            kind="code"
            size={16}
            required
          />
          <TextField name="serial" label={say('serial')} hint={say('serialHint')} kind="code" size={9} required />
        </fieldset>
        <RobotField question={question} />
        <p>
          <small>{say('timeLimit')}</small>
        </p>
        <Actions>
          <Button>{say('next')}</Button>
        </Actions>
      </Form>
    </WizardPage>
  );
}
