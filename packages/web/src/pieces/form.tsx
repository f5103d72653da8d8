import type { ComponentChildren } from 'preact';
import { FORM_TOKEN_FIELD } from '../cross-site.ts';
import { webTexts } from '../texts/index.ts';
import { useSay, useVisit } from '../visit.ts';

export interface FormProps {
  /** A path of this app; the page's own when absent. */
  readonly action?: string;
  /** "* Campi obbligatori" above the fields. */
  readonly required?: boolean;
  readonly id?: string;
  readonly children: ComponentChildren;
}

/** A form that posts, with the token that proves it is ours. The server's checks are the truth: no browser bubbles. */
export function Form({ action, required = false, id, children }: FormProps) {
  const { formToken, path } = useVisit();
  const say = useSay(webTexts);
  return (
    <form id={id} method="post" action={action ?? path} novalidate class="tessera-form">
      <input type="hidden" name={FORM_TOKEN_FIELD} value={formToken} autocomplete="off" />
      {required && <p class="required-note">{say('requiredFields')}</p>}
      {children}
    </form>
  );
}

/** Buttons of a form, the main one first. */
export function Actions({ children }: { readonly children: ComponentChildren }) {
  return <div class="actions">{children}</div>;
}

export interface ButtonProps {
  readonly children: ComponentChildren;
  /** `outline` for whatever is not the main thing to do; `link` looks like a link and is a button. */
  readonly look?: 'primary' | 'outline' | 'link' | 'danger';
  /** Sent with the form when this button was pressed. */
  readonly name?: string;
  readonly value?: string;
  /** Posts the form to another path of this app. */
  readonly formAction?: string;
  readonly id?: string;
}

const LOOKS = {
  primary: 'btn btn-primary',
  outline: 'btn btn-outline-primary',
  link: 'btn btn-link',
  danger: 'btn btn-danger',
};

/** A submit button. */
export function Button({ children, look = 'primary', name, value, formAction, id }: ButtonProps) {
  return (
    <button type="submit" id={id} class={LOOKS[look]} name={name} value={value} formaction={formAction}>
      {children}
    </button>
  );
}

/** A link that looks like a button, for going somewhere. */
export function LinkButton(props: {
  readonly href: string;
  readonly look?: 'primary' | 'outline';
  readonly children: ComponentChildren;
}) {
  return (
    <a href={props.href} class={LOOKS[props.look ?? 'primary']}>
      {props.children}
    </a>
  );
}
