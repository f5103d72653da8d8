import type { ComponentChildren } from 'preact';
import { Form } from './form.tsx';
import { Icon } from './icon.tsx';

/** The button of the official kit in shape and words, with a mark of our own. It posts: a link could be followed by a prefetch. */
export function EntraConCie({ action, children }: { readonly action: string; readonly children?: ComponentChildren }) {
  return (
    <Form action={action}>
      {children}
      <button type="submit" class="cie-button" lang="it">
        <Icon name="card" />
        <span>Entra con CIE</span>
      </button>
    </Form>
  );
}
