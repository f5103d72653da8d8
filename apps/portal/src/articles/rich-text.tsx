import type { ComponentChild } from 'preact';

/** What stands for the names in braces. */
export type Names = Readonly<Record<string, ComponentChild>>;

const LINK_OR_NAME = /\[([^\]]+)\]\(([^)\s]+)\)|\{(\w+)\}/g;

/** Text with its links, `[words](/path)`, and its names, `{phone}`. A name that is not known stays as it is written. */
export function richText(text: string, names: Names): ComponentChild[] {
  const parts: ComponentChild[] = [];
  let end = 0;
  for (const found of text.matchAll(LINK_OR_NAME)) {
    const [whole, words, href = '', name = ''] = found;
    parts.push(text.slice(end, found.index), words === undefined ? (names[name] ?? whole) : <a href={href}>{words}</a>);
    end = found.index + whole.length;
  }
  parts.push(text.slice(end));
  return parts;
}
