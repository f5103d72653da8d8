import { webTexts } from '../texts/index.ts';
import { useSay } from '../visit.ts';
import { FieldFrame, type FieldProps, useField } from './field.tsx';

export interface PasswordFieldProps extends FieldProps {
  readonly label: string;
  /** `current`: signing in. `new`: choosing one. `one-time-code`: a code that onlookers must not read (T-LOG-24). */
  readonly kind?: 'current' | 'new' | 'one-time-code';
  /** For password managers (`passwordrules`), such as `minlength: 10; maxlength: 20; required: upper;`. */
  readonly rules?: string;
}

const KINDS = {
  current: { autocomplete: 'current-password' },
  new: { autocomplete: 'new-password' },
  'one-time-code': { autocomplete: 'one-time-code', inputmode: 'numeric' },
} as const;

/** A secret, with a button that shows it. What was typed never comes back from the server. */
export function PasswordField(props: PasswordFieldProps) {
  const say = useSay(webTexts);
  const { aria } = useField(props);
  return (
    <FieldFrame {...props}>
      <div class="password" data-island="show-password">
        <input
          id={props.name}
          name={props.name}
          type="password"
          class="form-control"
          autocapitalize="none"
          spellcheck={false}
          {...KINDS[props.kind ?? 'current']}
          {...(props.rules === undefined ? {} : { passwordrules: props.rules })}
          {...aria}
        />
        <button
          type="button"
          class="btn btn-outline-primary btn-sm"
          aria-pressed="false"
          data-show={say('showPassword')}
          data-hide={say('hidePassword')}
          hidden
        >
          {/* No aria-label: whoever looks for the field by its label must find the field alone. */}
          <span aria-hidden="true" data-word>
            {say('showPassword')}
          </span>
          <span class="visually-hidden">{say('showPasswordOf', { label: props.label })}</span>
        </button>
      </div>
    </FieldFrame>
  );
}

export interface PasswordRule {
  readonly text: string;
  /** Name of a check of `islands/password-rules.ts`. */
  readonly check: 'length' | 'cases' | 'digit' | 'symbol' | 'no-runs';
}

/** The rules of a new password, ticked while typing where JavaScript runs. `field` is the password field's name. */
export function PasswordRules(props: {
  readonly field: string;
  readonly intro: string;
  readonly rules: readonly PasswordRule[];
}) {
  const say = useSay(webTexts);
  return (
    <div
      class="password-rules"
      data-island="password-rules"
      data-field={props.field}
      data-met={say('ruleMet')}
      data-not-met={say('ruleNotMet')}
    >
      <p id={`${props.field}-rules`}>{props.intro}</p>
      <ul aria-labelledby={`${props.field}-rules`}>
        {props.rules.map(({ text, check }) => (
          <li key={check} data-check={check}>
            {text} <span class="rule-state" />
          </li>
        ))}
      </ul>
      <p class="visually-hidden" aria-live="polite" />
    </div>
  );
}
