import { webTexts } from '../texts/index.ts';
import { useSay } from '../visit.ts';
import { FieldError, FieldFrame, type FieldProps, useField } from './field.tsx';

/** A code sent by SMS or e-mail: one box, so that pasting and autofill work. Never shown again after an error. */
export function CodeField(props: FieldProps) {
  const { aria } = useField(props);
  return (
    <FieldFrame {...props}>
      <input
        id={props.name}
        name={props.name}
        type="text"
        inputmode="numeric"
        autocomplete="one-time-code"
        pattern="[0-9 ]*"
        class="form-control code width-m"
        {...aria}
      />
    </FieldFrame>
  );
}

export interface DigitBoxesProps {
  /** The group's legend. */
  readonly legend: string;
  /** Each box is the field `{name}{position}`, such as `digit1`; messages belong to the first of them. */
  readonly name: string;
  /** Positions from 1. */
  readonly asked: readonly number[];
  readonly length: number;
}

/** Some digits of a longer code: one box for each that is asked, the others shown as `*` (ACT-14). */
export function DigitBoxes({ legend, name, asked, length }: DigitBoxesProps) {
  const say = useSay(webTexts);
  const first = `${name}${asked[0] ?? 1}`;
  const { aria, error } = useField({ name: first, label: legend });
  return (
    <fieldset class={error === undefined ? 'digit-boxes' : 'digit-boxes field-invalid'} data-island="digit-boxes">
      <legend>{legend}</legend>
      <FieldError name={first} />
      <div class="digit-row">
        {Array.from({ length }, (_, i) => i + 1).map((position) =>
          asked.includes(position) ? (
            <span key={position} class="digit">
              <label for={`${name}${position}`}>{say('digitOf', { position })}</label>
              <input
                id={`${name}${position}`}
                name={`${name}${position}`}
                type="text"
                inputmode="numeric"
                autocomplete="off"
                class="form-control code"
                {...aria}
              />
            </span>
          ) : (
            <span key={position} class="digit" aria-hidden="true">
              *
            </span>
          ),
        )}
      </div>
    </fieldset>
  );
}
