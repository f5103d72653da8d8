import { FieldFrame, type FieldProps, useField } from './field.tsx';

export interface TextFieldProps extends FieldProps {
  /** What stands there before anything is typed; what was typed goes before it. */
  readonly value?: string;
  /** `code`: Codice fiscale, serial numbers. `tel` and `email` bring their keyboards. */
  readonly kind?: 'text' | 'code' | 'tel' | 'email' | 'username';
  /** HTML autofill token; `off` where it is absent and the kind has none. */
  readonly autocomplete?: string;
  /** About how many characters are expected: the width of the box. */
  readonly size?: number;
}

const KINDS = {
  text: { type: 'text', autocomplete: 'off' },
  code: { type: 'text', autocomplete: 'off', autocapitalize: 'characters', spellcheck: false },
  tel: { type: 'tel', autocomplete: 'tel', inputmode: 'tel' },
  email: { type: 'email', autocomplete: 'email', spellcheck: false },
  username: { type: 'text', autocomplete: 'username webauthn', autocapitalize: 'none', spellcheck: false },
} as const;

/** A line of text. No `maxlength`: blanks and hyphens that are taken away later must fit (`ux.md` 4.6). */
export function TextField(props: TextFieldProps) {
  const { aria, typed } = useField(props);
  const { autocomplete, ...kind } = KINDS[props.kind ?? 'text'];
  return (
    <FieldFrame {...props}>
      <input
        id={props.name}
        name={props.name}
        class={`form-control${props.size === undefined ? '' : ` width-${props.size <= 6 ? 's' : props.size <= 16 ? 'm' : 'l'}`}`}
        value={typed ?? props.value ?? ''}
        autocomplete={props.autocomplete ?? autocomplete}
        {...kind}
        {...aria}
      />
    </FieldFrame>
  );
}
