import type { ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import { webTexts } from '../texts/index.ts';
import { FormStateContext, useSay } from '../visit.ts';

export interface FieldProps {
  readonly name: string;
  readonly label: ComponentChildren;
  /** A sentence under the label, read with the field. */
  readonly hint?: ComponentChildren;
  /** Adds the `*` of "* Campi obbligatori". */
  readonly required?: boolean;
}

/** What a control needs from the page: its message, what was typed, and the ids that tie them together. */
export function useField({ name, hint, required = false }: FieldProps) {
  const { errors, typed } = useContext(FormStateContext);
  const error = errors.find(({ field }) => field === name)?.message;
  const hintId = `${name}-hint`;
  const errorId = `${name}-error`;
  const describedBy = [hint === undefined ? [] : [hintId], error === undefined ? [] : [errorId]].flat().join(' ');
  return {
    error,
    hintId,
    errorId,
    typed: typed[name],
    aria: {
      'aria-describedby': describedBy === '' ? undefined : describedBy,
      'aria-invalid': error === undefined ? undefined : ('true' as const),
      'aria-required': required ? ('true' as const) : undefined,
    },
  };
}

/** Label, hint, message and control, in the order in which they are read. */
export function FieldFrame(props: FieldProps & { readonly children: ComponentChildren }) {
  const { error, hintId } = useField(props);
  return (
    <div class={error === undefined ? 'field' : 'field field-invalid'}>
      <label for={props.name}>
        {props.label}
        {props.required === true && <span aria-hidden="true">*</span>}
      </label>
      {props.hint !== undefined && (
        <p id={hintId} class="field-hint">
          {props.hint}
        </p>
      )}
      <FieldError name={props.name} />
      {props.children}
    </div>
  );
}

/** The field's message, the same words as in the summary. */
export function FieldError({ name }: { readonly name: string }) {
  const say = useSay(webTexts);
  const { error, errorId } = useField({ name, label: '' });
  if (error === undefined) return null;
  return (
    <p id={errorId} class="field-error">
      <span class="visually-hidden">{say('errorHere')} </span>
      {error}
    </p>
  );
}
