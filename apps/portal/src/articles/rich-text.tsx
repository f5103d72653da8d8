import type { ComponentChild } from 'preact';

/** Values for the names in braces. */
export type Names = Readonly<Record<string, string>>;

const LINK = /\[([^\]]+)\]\(([^)\s]+)\)/g;

/** Text with its links, `[words](/path)`, and its names, `{phone}`. A name that is not known stays as it is written. */
export function richText(text: string, names: Names): ComponentChild[] {
  const filled = text.replace(/\{(\w+)\}/g, (whole, name: string) => names[name] ?? whole);
  const parts: ComponentChild[] = [];
  let end = 0;
  for (const link of filled.matchAll(LINK)) {
    const [whole, words = '', href = ''] = link;
    parts.push(filled.slice(end, link.index), <a href={href}>{words}</a>);
    end = link.index + whole.length;
  }
  parts.push(filled.slice(end));
  return parts;
}
