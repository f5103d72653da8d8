import type { Language } from '@tessera/base';
import type { CalloutKind } from '@tessera/web';

/**
 * One piece of an article. Texts may hold links, `[words](/path)`, and the names of settings: `{phone}`, `{hours}`,
 * `{authority}`, `{feedback}`.
 */
export type Block =
  | { readonly kind: 'heading'; readonly text: string; readonly id?: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'steps'; readonly items: readonly string[] }
  | { readonly kind: 'notice'; readonly look: CalloutKind; readonly title: string; readonly text: string }
  | {
      readonly kind: 'table';
      readonly caption: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    }
  | { readonly kind: 'question'; readonly id: string; readonly question: string; readonly answer: readonly Block[] }
  | { readonly kind: 'button'; readonly text: string; readonly href: string };

export interface ArticleText {
  readonly title: string;
  /** One sentence: under the title, and in lists of articles. */
  readonly summary: string;
  readonly body: readonly Block[];
}

/** A page of plain reading, whole in each language. A test compares their shapes. */
export interface Article {
  readonly path: string;
  /** Which menu entry it stands under. */
  readonly section: 'card' | 'request' | 'help' | 'assistance' | 'legal';
  readonly texts: Readonly<Record<Language, ArticleText>>;
}

export const heading = (text: string, id?: string): Block => ({
  kind: 'heading',
  text,
  ...(id === undefined ? {} : { id }),
});
export const text = (words: string): Block => ({ kind: 'text', text: words });
export const list = (...items: readonly string[]): Block => ({ kind: 'list', items });
export const steps = (...items: readonly string[]): Block => ({ kind: 'steps', items });
export const notice = (look: CalloutKind, title: string, words: string): Block => ({
  kind: 'notice',
  look,
  title,
  text: words,
});
export const table = (caption: string, head: readonly string[], ...rows: readonly (readonly string[])[]): Block => ({
  kind: 'table',
  caption,
  head,
  rows,
});
export const question = (id: string, asked: string, ...answer: readonly Block[]): Block => ({
  kind: 'question',
  id,
  question: asked,
  answer,
});
export const button = (words: string, href: string): Block => ({ kind: 'button', text: words, href });
