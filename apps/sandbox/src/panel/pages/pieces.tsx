import { useSay, useVisit } from '@tessera/web';
import type { ComponentChildren } from 'preact';
import { panelTexts } from '../texts/index.ts';

/** A part of the page that shows what is true now, wherever scripts run. Its contents have ids where focus may stand. */
export const Live = ({ id, children }: { readonly id: string; readonly children: ComponentChildren }) => (
  <div id={id} data-live="/live">
    {children}
  </div>
);

/** Copies a text with one click; shown only where scripts run. `what` tells it from its neighbours for those who cannot see them. */
export function CopyText(props: {
  readonly id: string;
  readonly text: string;
  readonly label?: string;
  readonly what?: string;
}) {
  const say = useSay(panelTexts);
  return (
    <button type="button" class="copy" id={props.id} data-copy={props.text} data-copied={say('copied')}>
      {props.label ?? say('copy')}
      {props.what !== undefined && <span class="visually-hidden"> {props.what}</span>}
      <span role="status" />
    </button>
  );
}

/** A form that posts to this panel, with its token and without boxes of its own. */
export function PanelForm(props: {
  readonly action: string;
  readonly inline?: boolean;
  readonly children: ComponentChildren;
}) {
  const { formToken } = useVisit();
  return (
    <form method="post" action={props.action} class={props.inline === true ? 'inline' : undefined}>
      <input type="hidden" name="form_token" value={formToken} autocomplete="off" />
      {props.children}
    </form>
  );
}

/** A labelled text field or choice, on one line with its form; with a hint, on a line of its own. */
export function Field(props: {
  readonly id: string;
  readonly label: string;
  /** Its id is the field's with `-hint`: the field says so in `aria-describedby`. */
  readonly hint?: string;
  readonly children: ComponentChildren;
}) {
  const { id, label, hint, children } = props;
  return (
    <div class={hint === undefined ? undefined : 'hinted'}>
      <label for={id}>{label}</label>
      {children}
      {hint !== undefined && (
        <p class="soft hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  );
}

/** What went wrong with the form above: read out at once, and said in words. */
export const Problem = ({ text }: { readonly text: string | null }) =>
  text === null ? null : (
    <p role="alert" class="bad">
      {text}
    </p>
  );
