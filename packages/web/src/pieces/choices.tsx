import type { ComponentChildren } from 'preact';
import { FieldError, type FieldProps, useField } from './field.tsx';

/** One box to tick; sends `on`. */
export function Checkbox(props: FieldProps) {
  const { aria, error, typed, hintId } = useField(props);
  return (
    <div class={error === undefined ? 'field' : 'field field-invalid'}>
      <FieldError name={props.name} />
      <div class="choice">
        <input id={props.name} name={props.name} type="checkbox" value="on" checked={typed === 'on'} {...aria} />
        <label for={props.name}>
          {props.label}
          {props.required === true && <span aria-hidden="true">*</span>}
        </label>
      </div>
      {props.hint !== undefined && (
        <p id={hintId} class="field-hint">
          {props.hint}
        </p>
      )}
    </div>
  );
}

export interface Choice {
  readonly value: string;
  readonly label: ComponentChildren;
  readonly hint?: ComponentChildren;
}

/** One of several, each a card of its own when there is something to say about it. */
export function Radios(props: FieldProps & { readonly choices: readonly Choice[]; readonly value?: string }) {
  const { aria, error, typed } = useField(props);
  const chosen = typed ?? props.value;
  return (
    <fieldset class={error === undefined ? 'field' : 'field field-invalid'}>
      <legend>
        {props.label}
        {props.required === true && <span aria-hidden="true">*</span>}
      </legend>
      <FieldError name={props.name} />
      {props.choices.map(({ value, label, hint }, i) => {
        // The summary's link goes to the first of the group.
        const id = i === 0 ? props.name : `${props.name}-${value}`;
        return (
          <div key={value} class={hint === undefined ? 'choice' : 'choice choice-card'}>
            <input id={id} name={props.name} type="radio" value={value} checked={chosen === value} {...aria} />
            <label for={id}>
              {label}
              {hint !== undefined && <span class="choice-hint">{hint}</span>}
            </label>
          </div>
        );
      })}
    </fieldset>
  );
}
