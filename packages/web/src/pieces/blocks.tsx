import type { ComponentChildren } from 'preact';
import { webTexts } from '../texts/index.ts';
import { useSay } from '../visit.ts';
import { Icon } from './icon.tsx';

export type CalloutKind = 'info' | 'warning' | 'success' | 'danger';

const ICONS = { info: 'info', warning: 'warning', success: 'check', danger: 'warning' } as const;

const FIRST = { role: 'alert', tabIndex: -1, 'data-island': 'focus-at-once' } as const;

/** Something to notice. The kind is said in words, never by colour alone. */
export function Callout(props: {
  readonly kind?: CalloutKind;
  readonly title?: string;
  /** Takes the focus when the page opens, so that it is read before everything else. */
  readonly first?: boolean;
  readonly children: ComponentChildren;
}) {
  const say = useSay(webTexts);
  const kind = props.kind ?? 'info';
  const focus = props.first === true ? FIRST : {};
  return (
    <div class={`notice notice-${kind}`} {...focus}>
      <p class="notice-title">
        <Icon name={ICONS[kind]} />
        <span>{props.title ?? say(kind)}</span>
      </p>
      <div>{props.children}</div>
    </div>
  );
}

/** A box with a heading, a text and a way on. */
export function Card(props: {
  readonly title: ComponentChildren;
  /** Above the title, such as "MODALITÀ CONSIGLIATA". */
  readonly badge?: string;
  readonly children: ComponentChildren;
  readonly actions?: ComponentChildren;
}) {
  return (
    <article class="tessera-card">
      {props.badge !== undefined && <p class="tessera-card-badge">{props.badge}</p>}
      <h2 class="h4">{props.title}</h2>
      <div class="tessera-card-text">{props.children}</div>
      {props.actions !== undefined && <div class="actions">{props.actions}</div>}
    </article>
  );
}

/** Cards side by side where there is room. */
export function Cards({ children }: { readonly children: ComponentChildren }) {
  return <div class="tessera-cards">{children}</div>;
}

export interface Description {
  readonly term: string;
  readonly value: ComponentChildren;
  /** "Modifica", at the right end of a summary's row. */
  readonly change?: { readonly href: string; readonly text: string };
}

/** What is known, row by row: summaries, the data that leave. */
export function DescriptionList({ items }: { readonly items: readonly Description[] }) {
  return (
    <dl class="description-list">
      {items.map(({ term, value, change }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>
            {value}
            {change !== undefined && (
              <a href={change.href}>
                {change.text}
                <span class="visually-hidden"> {term}</span>
              </a>
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
