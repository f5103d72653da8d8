import { FieldError, useField } from '../pieces/field.tsx';
import { webTexts } from '../texts/index.ts';
import { useSay } from '../visit.ts';
import { type AskedQuestion, CHALLENGE_PATH, ROBOT_FIELDS } from './robot-check.ts';

/**
 * The box "Non sono un robot", or the question where no script runs. On a page that comes again for other fields,
 * what was answered stands there already.
 *
 * The question is what the server sends; the island puts the box in its place. So a script that is blocked, or does not
 * arrive, leaves a way through.
 */
export function RobotField({ question }: { readonly question: AskedQuestion }) {
  const say = useSay(webTexts);
  const { aria, error } = useField({ name: 'robot', label: '' });
  return (
    <fieldset
      id="robot"
      tabIndex={-1}
      class={error === undefined ? 'field' : 'field field-invalid'}
      data-island="robot-check"
      data-challenge={CHALLENGE_PATH}
      data-working={say('robotWorking')}
      data-done={say('robotDone')}
      data-failed={say('robotFailed')}
    >
      <legend>
        {say('robotQuestion')}
        <span aria-hidden="true">*</span>
      </legend>
      <FieldError name="robot" />
      <div class="robot robot-box" hidden>
        <div class="choice">
          <input type="checkbox" id="robot-box" autocomplete="off" {...aria} />
          <label for="robot-box">{say('robotBox')}</label>
        </div>
        <p class="robot-status" role="status" />
        <input type="hidden" name={ROBOT_FIELDS.work} value={question.work} autocomplete="off" />
      </div>
      <div class="robot robot-question">
        <label for={ROBOT_FIELDS.answer}>{question.text}</label>
        <input
          id={ROBOT_FIELDS.answer}
          name={ROBOT_FIELDS.answer}
          type="text"
          value={question.answer}
          class="form-control width-m"
          autocomplete="off"
          {...aria}
        />
        <input type="hidden" name={ROBOT_FIELDS.question} value={question.token} autocomplete="off" />
      </div>
    </fieldset>
  );
}
